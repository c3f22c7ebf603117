import { call, stableToken, startPlatform, type Platform } from './support/platform';

const SEND = '/cgi-bin/message/template/send';

let platform: Platform;
let url: string;
let body: Record<string, unknown>;

beforeEach(async () => {
	platform = await startPlatform();
	const { control } = platform.simulator;
	const { follower } = await control.follower({ follow: true });
	const { templateId } = await control.area('templates', 'add', {
		title: 't',
		content: '品名{{thing1.DATA}}',
	});
	url = `${SEND}?access_token=${(await stableToken(platform)).token}`;
	body = { touser: follower.openid, template_id: templateId, data: { thing1: { value: '咖啡' } } };
});
afterEach(() => platform.simulator.close());

const send = () => call(platform, url, body);
const order = (effect: object) => platform.simulator.control.fault({ match: SEND, ...effect });

async function accepted(): Promise<number> {
	const { accounts } = await platform.simulator.control.state();
	return (accounts[0]?.areas.templates as { accepted: number }).accepted;
}

it('errcode: refuses without effect, in the official words or in given ones', async () => {
	await order({ errcode: 45009, count: 1 });
	await order({ errcode: -1, errmsg: 'system busy', count: 1 });
	expect((await send()).json).toMatchObject({
		errcode: 45009,
		errmsg: expect.stringMatching(/^reach max api daily quota limit rid: /),
	});
	expect((await send()).json).toMatchObject({
		errcode: -1,
		errmsg: expect.stringMatching(/^system busy rid: /),
	});
	expect(await accepted()).toBe(0);
	expect((await send()).json.errcode).toBe(0);
});

it('status: a gateway page without effect', async () => {
	await order({ status: 502, count: 1 });
	const answer = await platform.http.post<string>(url, body);
	expect(answer.status).toBe(502);
	expect(answer.data).toContain('<html>');
	expect(await accepted()).toBe(0);
});

it('drop before: the connection breaks and nothing was sent', async () => {
	await order({ drop: 'before', count: 1 });
	await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(await accepted()).toBe(0);
});

it('drop after: the connection breaks although the message was sent', async () => {
	await order({ drop: 'after', count: 1 });
	await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(await accepted()).toBe(1);
});

it('truncate: half of the answer, the message was sent', async () => {
	await order({ truncate: true, count: 1 });
	const answer = await platform.http.post<string>(url, body);
	expect(answer.status).toBe(200);
	expect(answer.data).toMatch(/^\{"errcode":0/);
	expect(() => JSON.parse(answer.data) as unknown).toThrow(SyntaxError);
	expect(await accepted()).toBe(1);
});

it('body: another text, the message was sent', async () => {
	await order({ body: '<html>captive portal</html>', count: 1 });
	const answer = await platform.http.post<string>(url, body);
	expect(answer.data).toBe('<html>captive portal</html>');
	expect(await accepted()).toBe(1);
});

it('delay: answers when the clock has come so far', async () => {
	const { control } = platform.simulator;
	await control.clock({ freeze: true });
	await order({ delayMs: 3000 });
	let answered = false;
	const sending = send().then((answer) => {
		answered = true;
		return answer;
	});
	await control.clock({ advanceSeconds: 2 });
	await call(platform, '/cgi-bin/token');
	expect(answered).toBe(false);
	while (!answered) {
		await control.clock({ advanceSeconds: 3 });
		await call(platform, '/cgi-bin/token');
	}
	expect((await sending).json.errcode).toBe(0);
});

it('delay: the connection is cut when the platform is reset meanwhile', async () => {
	const { control } = platform.simulator;
	await order({ delayMs: 3_600_000 });
	const sending = send();
	const refused = expect(sending).rejects.toMatchObject({ code: 'ECONNRESET' });
	while ((await control.fault({ clear: true, id: 0 }))[0]?.struck !== 1)
		await call(platform, '/cgi-bin/token');
	await control.reset();
	await refused;
});

it('count: strikes so many calls; clear: one fault or all', async () => {
	await order({ errcode: -1, count: 2 });
	expect([(await send()).json.errcode, (await send()).json.errcode, (await send()).json.errcode]).toEqual([
		-1, -1, 0,
	]);
	await platform.simulator.control.fault({ clear: true });
	const [first] = await order({ errcode: 45011 });
	await order({ errcode: -1 });
	await platform.simulator.control.fault({ clear: true, id: first?.id });
	expect((await send()).json.errcode).toBe(-1);
	expect(await platform.simulator.control.fault({ clear: true })).toEqual([]);
	expect((await send()).json.errcode).toBe(0);
});

it('rate: strikes a share of the calls, the same ones for the same seed', async () => {
	const run = async () => {
		const results: unknown[] = [];
		for (let turn = 0; turn < 40; turn++) results.push((await send()).json.errcode);
		return results;
	};
	await order({ errcode: -1, rate: 0.5 });
	const before = await platform.simulator.control.snapshot();
	const first = await run();
	expect(first.filter((errcode) => errcode === -1).length).toBeGreaterThan(8);
	expect(first.filter((errcode) => errcode === 0).length).toBeGreaterThan(8);
	await platform.simulator.control.restore(before);
	expect(await run()).toEqual(first);
});

it('match: a path, the beginning of one, or everything', async () => {
	const { control } = platform.simulator;
	await control.fault({ match: '/cgi-bin/user/*', errcode: -1 });
	expect((await send()).json.errcode).toBe(0);
	expect((await call(platform, '/cgi-bin/user/get')).json.errcode).toBe(-1);
	await control.fault({ match: '*', errcode: 45011 });
	expect((await send()).json.errcode).toBe(45011);
});

it.each([
	['nothing to do', {}, 'give one of errcode'],
	['two effects', { errcode: -1, status: 502 }, 'give one of errcode'],
	['a misspelled field', { errCode: -1 }, 'errCode'],
	['a count of nothing', { errcode: -1, count: 0 }, 'greater than 0'],
])('refuses %s', async (_name, effect, message) => {
	await expect(order(effect)).rejects.toThrow(message);
});
