import { core } from '../harness/host';
import type { IDataObject } from 'n8n-workflow';
import { connectAccount } from '../../../nodes/transport/connectAccount';
import type * as transport from '../../../nodes/transport/connectAccount';
import type { TestRun } from '../harness/runWorkflow';
import {
	type Call,
	type Lab,
	NODE,
	openidOf,
	openLab,
	perPerson,
	rows,
	signal,
	TEMPLATE,
	TEXT,
	USER,
	inWords,
} from './lab';
import { passTime, setTime, waits } from './virtualTime';
import type * as virtualTime from './virtualTime';

jest.mock('n8n-workflow', () => jest.requireActual<typeof virtualTime>('./virtualTime').withoutWaiting());
jest.mock('../../../nodes/transport/connectAccount', () => {
	const actual = jest.requireActual<typeof transport>('../../../nodes/transport/connectAccount');
	return { ...actual, connectAccount: jest.fn(actual.connectAccount) };
});

const isSend = ({ path }: Call) => path.endsWith('/send');
const NO_TEMPLATE = { errcode: 40037, errmsg: 'invalid template_id' };
const UNFOLLOWED = { errcode: 43004, errmsg: 'require subscribe' };

let lab: Lab;
beforeEach(() => passTime(0));
afterEach(async () => await lab.close());

const detailsOf = (run: TestRun) =>
	run.items(NODE).map(({ json }) => json.details as IDataObject | undefined);
const hintsOf = ({ run }: TestRun) =>
	(run.data.resultData.runData[NODE]?.at(-1)?.hints ?? []).map(({ message }) => message);
describe('stopping early', () => {
	test('a host that dies ends a run of 1000 items after a few of them', async () => {
		lab = await openLab();
		const dead = await openLab();
		await dead.close();
		let tried = 0;
		const run = await lab.run({
			items: 1000,
			parameters: TEXT,
			runOptions: { inFlight: 5 },
			// The token comes from elsewhere, so that only the messages meet the dead host.
			credential: { customApiHost: dead.url, accessSource: 'service', serviceUrl: `${lab.url}/token` },
		});
		for (const details of detailsOf(run)) if (details?.attempted) tried += 1;
		expect(tried).toBeGreaterThanOrEqual(5);
		expect(tried).toBeLessThanOrEqual(10);
		expect(detailsOf(run).filter((details) => details?.attempted === false)).toHaveLength(1000 - tried);
		expect(detailsOf(run).every((details) => details?.retryable === true)).toBe(true);
	});

	test('a token that every send refuses, however new, ends a run of 1000 items', async () => {
		const invalid = { errcode: 40001, errmsg: 'invalid credential' };
		lab = await openLab((call) => (isSend(call) ? invalid : undefined));
		const run = await lab.run({ items: 1000, parameters: TEMPLATE, runOptions: { inFlight: 5 } });
		// Five in a row, four more under way, two calls each: with the old token and with the new one.
		expect(lab.sends().length).toBeLessThanOrEqual(20);
		expect(detailsOf(run)[999]).toMatchObject({ attempted: false, retryable: true });
	});

	test('an unknown template ends the run at its first item when it is the same for all', async () => {
		lab = await openLab((call) => (isSend(call) ? NO_TEMPLATE : undefined));
		const run = await lab.run({ items: 300, parameters: TEMPLATE });
		expect(lab.sends()).toHaveLength(1);
		expect(detailsOf(run)[299]).toMatchObject({ attempted: false });
	});

	test('an unknown template of one item leaves the others alone', async () => {
		lab = await openLab((call) =>
			call.body.template_id === `T2${'0'.repeat(41)}` ? NO_TEMPLATE : undefined,
		);
		const items = rows(6).map(({ json }, item) => ({
			json: { ...json, template: `T${item}${'0'.repeat(41)}` },
		}));
		const templateId = { __rl: true, mode: 'id', value: '={{ $json.template }}' };
		const run = await lab.run({ items, parameters: { ...TEMPLATE, templateId } });
		expect(run.items(NODE).map(({ json }) => json.msgid !== undefined)).toEqual([
			true,
			true,
			false,
			true,
			true,
			true,
		]);
	});
});

test('a stopped run of sends names the items that are done, also those in flight behind the failed one', async () => {
	const bothArrived = signal();
	const refused = signal();
	let arrived = 0;
	lab = await openLab(async (call) => {
		if (!isSend(call)) return undefined;
		const item = Number(String(call.body.touser).slice(1));
		if (item === 3) {
			await bothArrived.given;
			setImmediate(refused.give);
			return UNFOLLOWED;
		}
		if (item > 3 && ++arrived === 2) bothArrived.give();
		if (item > 3) await refused.given;
		return undefined;
	});
	const run = await lab.run({
		items: 6,
		parameters: TEXT,
		runOptions: { inFlight: 3 },
		node: { onError: 'stopWorkflow' },
	});
	const { description } = run.error as unknown as { description: string };
	expect(description).toContain(`Items so far: 5 done, 1 failed: ${inWords(43004)} × 1. `);
	expect(description).toContain('Done: items 0–2, 4–5. Failed: item 3. Items are counted from 0.');
	expect(description).toContain('Leave finished items out of the next run');
});

test('the hint after a run names the fields that were refused', async () => {
	lab = await openLab();
	const items = rows(4).map(({ json }, item) => ({
		json: { id: item === 1 ? 'a,b' : json.id, text: item === 2 ? '' : json.text },
	}));
	const run = await lab.run({ items, parameters: TEXT });
	expect(hintsOf(run)).toEqual([
		'WeChat: 2 done, 2 failed: input refused (To OpenID) × 1, input refused (Text) × 1',
	]);
	expect(detailsOf(run)[1]).toMatchObject({
		problems: [
			{ field: 'To OpenID', rule: expect.stringContaining('something other than one OpenID') as string },
		],
	});
});

test('an item with several wrong values says all of them, in its error and one by one', async () => {
	lab = await openLab();
	const items = [{ json: { id: 'a,b', text: ' ' } }];
	const run = await lab.run({ items, parameters: TEXT });
	expect(run.items(NODE)[0]?.json.error).toBe('2 fields break their rules: To OpenID, Text');
	expect((detailsOf(run)[0]?.problems as IDataObject[]).map(({ field }) => field)).toEqual([
		'To OpenID',
		'Text',
	]);
	expect(lab.sends()).toEqual([]);
});

test('a value that its field cannot hold is named beside the others', async () => {
	lab = await openLab();
	const items = [{ json: { id: { no: 'text' }, text: '' } }];
	const run = await lab.run({ items: items as never, parameters: TEXT });
	expect(run.items(NODE)[0]?.json.error).toBe('2 fields break their rules: To OpenID, Text');
});

test('too many calls in a minute (45011) pause the run for about a minute, and everybody gets the message', async () => {
	const perMinute = 20;
	let minute = -1;
	let within = 0;
	lab = await openLab((call) => {
		if (!isSend(call)) return undefined;
		const now = Math.floor(call.at / 60_000);
		if (now !== minute) [minute, within] = [now, 0];
		within += 1;
		return within > perMinute ? { errcode: 45011, errmsg: 'api minute-quota reach limit' } : undefined;
	});
	const began = Date.now();
	const run = await lab.run({ items: 60, parameters: TEXT, runOptions: { inFlight: 4 } });
	expect(run.items(NODE).map(({ json }) => json.success)).toEqual(new Array(60).fill(true));
	expect(waits.length).toBeGreaterThan(0);
	for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(60_000);
	for (const wait of waits) expect(wait).toBeLessThanOrEqual(65_000);
	// Two or three pauses, not one for each of the forty who had to wait.
	expect(Date.now() - began).toBeLessThan(5 * 65_000);
});

describe('what the user is told', () => {
	test('a run of 200 items tells its progress twenty times, in the log and in the editor', async () => {
		lab = await openLab((call) => (call.nth % 50 === 0 && isSend(call) ? UNFOLLOWED : undefined));
		const logged = jest.fn();
		const { prototype } = core.ExecuteContext;
		Object.defineProperty(prototype, 'logger', { configurable: true, get: () => ({ info: logged }) });
		const shown = jest.spyOn(core.ExecuteContext.prototype, 'sendMessageToUI');
		const run = await lab.run({ items: 200, parameters: TEXT });
		expect(run.items(NODE)).toHaveLength(200);
		Reflect.deleteProperty(prototype, 'logger');
		for (const spy of [logged, shown]) {
			const progress = spy.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(' %: '));
			expect(progress).toHaveLength(20);
			expect(progress[0]).toBe('WeChat: 5 %: 10 done, 0 failed, of 200');
			expect(progress[19]).toBe('WeChat: 100 %: 196 done, 4 failed, of 200');
		}
	});

	test('failures are summed up in a hint, by code', async () => {
		lab = await openLab((call) => {
			if (!isSend(call)) return undefined;
			if (call.nth <= 2) return { errcode: 40003, errmsg: 'invalid openid' };
			return call.nth <= 5 ? UNFOLLOWED : undefined;
		});
		const run = await lab.run({ items: 30, parameters: TEXT, runOptions: { inFlight: 1 } });
		expect(hintsOf(run)).toEqual([`WeChat: 25 done, 5 failed: ${inWords(43004)} × 3, ${inWords(40003)} × 2`]);
	});

	test('nothing is hinted when all went well', async () => {
		lab = await openLab();
		expect(hintsOf(await lab.run({ items: 30, parameters: TEXT }))).toEqual([]);
	});

	test('what was not attempted is in the hint', async () => {
		const quota = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
		lab = await openLab((call) => {
			if (!isSend(call)) return undefined;
			if (call.nth === 3) return UNFOLLOWED;
			return call.nth > 10 ? quota : undefined;
		});
		const run = await lab.run({ items: 50, parameters: TEXT, runOptions: { inFlight: 1 } });
		expect(hintsOf(run)).toEqual([
			`WeChat: 9 done, 2 failed: ${inWords(43004)} × 1, ${inWords(45009)} × 1, 39 not attempted`,
		]);
		expect(run.items(NODE)).toHaveLength(50);
	});
});

// n8n itself pairs outputs with inputs where there are as many of them, so here there are not.
test.each([
	['a failed item', { errcode: 40003, errmsg: 'invalid openid' }, [0, 0, 1, 2, 2]],
	[
		'an item that was not attempted',
		{ errcode: 45009, errmsg: 'reach max api daily quota limit' },
		[0, 0, 1, 2],
	],
])('%s is paired with its input where others have several outputs', async (_name, refusal, paired) => {
	lab = await openLab(({ path, nth }) => (path.endsWith('/batchget') && nth === 2 ? refusal : undefined));
	const run = await lab.run({
		items: 3,
		parameters: { resource: 'user', operation: 'getBatch', openids: '={{ $json.id }},oOTHER' },
		runOptions: { inFlight: 1 },
	});
	expect(run.items(NODE).map(({ pairedItem }) => pairedItem)).toEqual(paired.map((item) => ({ item })));
});

describe('details of a failed item', () => {
	test('a value that breaks a rule was not attempted, and nothing was called for it', async () => {
		lab = await openLab();
		const items = rows(3);
		items[1] = { json: { id: openidOf(1), text: ' ' } };
		const run = await lab.run({ items, parameters: TEXT });
		expect(perPerson(lab.sends())).toEqual({ [openidOf(0)]: 1, [openidOf(2)]: 1 });
		expect(detailsOf(run)[1]).toMatchObject({ attempted: false, retryable: false });
	});

	test.each([
		['without', {}, false],
		['with', { clientMessageId: 'order-1-paid' }, true],
	])(
		'a template message of unknown outcome %s an ID of its own: whether a later run may try again',
		async (_name, options, retryable) => {
			lab = await openLab((call) => (isSend(call) ? 'drop' : undefined));
			const run = await lab.run({ items: 1, parameters: { ...TEMPLATE, options } });
			expect(lab.sends()).toHaveLength(4);
			expect(detailsOf(run)[0]).toMatchObject({ attempted: true, retryable });
		},
	);
});

test('items that first need the account at the same moment share one connection', async () => {
	lab = await openLab();
	jest.mocked(connectAccount).mockClear();
	// Without this the first item, which goes alone, would have connected.
	const failing = `={{ $json.id === '${openidOf(0)}' ? $('Nowhere').first().json.text : 'x' }}`;
	const run = await lab.run({ items: 4, parameters: { ...TEXT, content: failing } });
	expect(run.items(NODE).map(({ json }) => json.success)).toEqual([undefined, true, true, true]);
	expect(connectAccount).toHaveBeenCalledTimes(1);
});

describe('limits', () => {
	/** From the second of nine calls to the last, at four a second: seven times 250 ms, less what the network does. */
	const SPACED_MS = 1250;
	const openids = (count: number) =>
		Array.from({ length: count }, (_, person) => openidOf(person)).join('\n');
	const batch = (count: number): IDataObject => ({
		resource: 'user',
		operation: 'getBatch',
		openids: openids(count),
	});
	const starts = (from: readonly Call[]) => from.map(({ at }) => at);
	/** Lets calls overlap when they may: every one of them waits for some turns of the event loop. */
	const slowly = async () => {
		for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
		return undefined;
	};

	test('ten calls are in flight where nothing else is said', async () => {
		const held = signal();
		let arrived = 0;
		lab = await openLab(async (call) => {
			if (!isSend(call) || call.nth === 1) return undefined;
			arrived += 1;
			// All of them are held until the tenth has come; an eleventh would be seen, since nothing holds it back.
			if (arrived === 10) void slowly().then(held.give);
			await held.given;
			return undefined;
		});
		await lab.run({ items: 41, parameters: TEXT });
		expect(lab.mostInFlight()).toBe(10);
	});

	test('an operation that changes shared settings goes one item at a time, whatever its options say', async () => {
		lab = await openLab(slowly);
		const run = await lab.run({
			items: 6,
			parameters: { resource: 'tag', operation: 'create', tagName: '={{ $json.text }}' },
			runOptions: { inFlight: 6 },
		});
		expect(run.error).toBeUndefined();
		expect(lab.calls.filter(({ path }) => path === '/cgi-bin/tags/create')).toHaveLength(6);
		expect(lab.mostInFlight()).toBe(1);
	});

	test('Calls per Second spaces the items of a run', async () => {
		lab = await openLab();
		await lab.run({ items: 9, parameters: USER, runOptions: { perSecond: 4, inFlight: 1 } });
		const at = starts(lab.calls.filter(({ path }) => path === '/cgi-bin/user/info'));
		expect((at[8] ?? 0) - (at[1] ?? 0)).toBeGreaterThan(SPACED_MS);
		expect((at[8] ?? 0) - (at[0] ?? 0)).toBeLessThan(4000);
	});

	test('Calls per Second lets nobody wait longer when the clock is set back by an hour meanwhile', async () => {
		let calls = 0;
		lab = await openLab(({ path }) => {
			if (path === '/cgi-bin/user/info' && ++calls === 2) setTime(-3_600_000);
			return undefined;
		});
		await lab.run({ items: 4, parameters: USER, runOptions: { perSecond: 4, inFlight: 1 } });
		setTime(3_600_000);
		expect(calls).toBe(4);
		expect(Math.max(...waits)).toBeLessThanOrEqual(250);
	});

	test('10 000 OpenIDs of one item are read one call at a time when Calls in Flight is 1', async () => {
		lab = await openLab(slowly);
		const run = await lab.run({ items: 1, parameters: batch(10_000), runOptions: { inFlight: 1 } });
		expect(run.items(NODE).map(({ json }) => json.openid)).toEqual(openids(10_000).split('\n'));
		expect(lab.calls.filter(({ path }) => path.endsWith('/batchget'))).toHaveLength(100);
		expect(lab.mostInFlight()).toBe(1);
	});

	test('the calls of one item overlap up to Calls in Flight, and not beyond', async () => {
		lab = await openLab(slowly);
		await lab.run({ items: 1, parameters: batch(3000), runOptions: { inFlight: 4 } });
		expect(lab.mostInFlight()).toBe(4);
	});

	test('Calls per Second spaces the calls of one item', async () => {
		lab = await openLab();
		await lab.run({ items: 1, parameters: batch(900), runOptions: { inFlight: 1, perSecond: 4 } });
		const at = starts(lab.calls.filter(({ path }) => path.endsWith('/batchget')));
		expect(at).toHaveLength(9);
		expect((at[8] ?? 0) - (at[1] ?? 0)).toBeGreaterThan(SPACED_MS);
	});
});

describe('messages to one person', () => {
	test('arrive in the order of the items, while other people do not wait', async () => {
		const held = signal();
		const others = signal();
		let seen = 0;
		lab = await openLab(async ({ path, body }) => {
			if (!path.endsWith('/send')) return undefined;
			const { content } = body.text as { content: string };
			if (body.touser === openidOf(1)) {
				seen += 1;
				if (seen === 3) others.give();
			}
			// The first word to the one is answered only after three others have their message.
			if (content === 'one') await others.given.then(held.give);
			return undefined;
		});
		const words: Array<[number, string]> = [
			[0, 'zero'],
			[0, 'one'],
			[0, 'two'],
			[0, 'three'],
			[1, 'a'],
			[1, 'b'],
			[1, 'c'],
		];
		const items = words.map(([person, text]) => ({ json: { id: openidOf(person), text } }));
		const run = await lab.run({ items, parameters: TEXT, runOptions: { inFlight: 6 } });
		await held.given;
		expect(run.items(NODE).map(({ json }) => json.success)).toEqual(words.map(() => true));
		const to = (person: number) =>
			lab
				.sends()
				.filter(({ body }) => body.touser === openidOf(person))
				.map(({ body }) => (body.text as { content: string }).content);
		expect(to(0)).toEqual(['zero', 'one', 'two', 'three']);
		expect(to(1)).toEqual(['a', 'b', 'c']);
		const arrived = lab.sends().map(({ body }) => (body.text as { content: string }).content);
		expect(arrived.indexOf('two')).toBeGreaterThan(arrived.indexOf('c'));
	});
});

describe('a write that gives an id', () => {
	const TAG = { resource: 'tag', operation: 'create', tagName: 'VIP' };
	const outcomeOf = async (answer: object) => {
		lab = await openLab(({ path }) => (path === '/cgi-bin/tags/create' ? answer : undefined));
		const run = await lab.run({ items: 1, parameters: TAG });
		expect(lab.calls.at(-1)?.path).toBe('/cgi-bin/tags/create');
		return run.items(NODE)[0]?.json;
	};

	test('has worked when WeChat says so, whether or not the id is there', async () => {
		expect(await outcomeOf({ errcode: 0, errmsg: 'ok' })).not.toHaveProperty('error');
	});

	test('has an unknown result when JSON of somebody else comes', async () => {
		expect(await outcomeOf({ status: 'blocked by policy' })).toMatchObject({
			error: expect.stringMatching(/^Result unknown: the response is JSON without errcode, tag,/) as string,
		});
	});
});
