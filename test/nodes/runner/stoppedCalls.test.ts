import { openidOf, openLab, signal } from './lab';

test('what other items still have to call is not called any more once the quota is used up', async () => {
	const refused = signal();
	const person = ({ user_list: list }: { user_list?: { openid: string }[] }) => list?.[0]?.openid;
	const lab = await openLab(async ({ path, body }) => {
		if (!path.endsWith('/batchget')) return undefined;
		if (person(body) === openidOf(1)) {
			setImmediate(refused.give);
			return { errcode: 45009, errmsg: 'reach max api daily quota limit' };
		}
		// The calls of the third item end only when the second one was refused.
		if (person(body) !== openidOf(0)) await refused.given;
		return undefined;
	});
	const many = Array.from({ length: 2000 }, (_, index) => openidOf(index + 2)).join('\n');
	const items = [openidOf(0), openidOf(1), many].map((ids) => ({ json: { ids } }));
	const parameters = { resource: 'user', operation: 'getBatch', openids: '={{ $json.ids }}' };
	await lab.run({ items, parameters, runOptions: { inFlight: 2 } });
	await lab.close();
	// One of each, and those few that had begun by then; the third item alone has twenty.
	expect(lab.calls.filter(({ path }) => path.endsWith('/batchget')).length).toBeLessThan(7);
});
