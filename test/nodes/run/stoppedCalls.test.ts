import { NODE, openidOf, openLab, signal, TEXT } from './lab';

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

test('a token that is refused every other time ends no run in which others get through in between', async () => {
	const isRefused = (touser: unknown) => Number(String(touser).slice(1)) % 2 === 1;
	const lab = await openLab(({ path, body }) =>
		path.endsWith('/send') && isRefused(body.touser)
			? { errcode: 40001, errmsg: 'invalid credential' }
			: undefined,
	);
	const run = await lab.run({ items: 12, parameters: TEXT, runOptions: { inFlight: 1 } });
	await lab.close();
	expect(run.items(NODE).map(({ json }) => json.success === true)).toEqual(
		Array.from({ length: 12 }, (_, index) => index % 2 === 0),
	);
	expect(lab.sends().filter(({ body }) => isRefused(body.touser)).length).toBeGreaterThanOrEqual(6);
});
