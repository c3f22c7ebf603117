import type { IDataObject } from 'n8n-workflow';
import process from 'node:process';
import { SEND, type SendTestbed, startSendTestbed } from './sendTestbed';

/** `SENDS=1000 npm run test:slow -- exactlyOnce` runs a short form. */
const ITEMS = Number(process.env.SENDS ?? 10_000);
/** A phone shows its last hundred messages, and each of them shall be seen. */
const PER_PERSON = 80;

/**
 * A tenth of all calls in six kinds; a later fault strikes only where the earlier ones have not. The slow answers come in time:
 * what becomes of a call whose time limit is exceeded is shown in test/nodes/transport/sendThroughN8n.test.ts.
 */
const FAULTS = {
	'cut before WeChat took it': { drop: 'before' },
	'cut after WeChat took it': { drop: 'after' },
	'a gateway in trouble': { status: 500 },
	'system busy': { errcode: -1 },
	'token refused': { errcode: 40001 },
	'slow answer': { delayMs: 20 },
} as const;

let testbed: SendTestbed;

beforeEach(async () => {
	testbed = await startSendTestbed('exactly once', Math.ceil(ITEMS / PER_PERSON));
});
afterEach(async () => await testbed.simulator.close());

const textOf = (item: number) => `第${item}单`;

const itemsFor = (openids: readonly string[], count: number) =>
	Array.from({ length: count }, (_, item) => ({
		json: { openid: openids[item % openids.length], text: textOf(item) },
	}));

test(`${ITEMS} messages with faults in a tenth of the calls arrive exactly once, and every failure is explained`, async () => {
	const { control } = testbed.simulator;
	const faults = Object.values(FAULTS);
	for (const fault of faults) await control.fault({ match: SEND, rate: 0.1 / faults.length, ...fault });
	const gone = testbed.openids[7] ?? '';
	await control.follower({ openid: gone, follow: false, push: false });

	const input = itemsFor(testbed.openids, ITEMS);
	const { items, error } = await testbed.send(input);
	expect(error).toBeUndefined();
	const all = items('Send').map(({ json }) => json);
	expect(all).toHaveLength(ITEMS);
	expect(items('Send').map(({ pairedItem }) => pairedItem)).toEqual(all.map((_, item) => ({ item })));

	const arrived = await testbed.onPhones();
	const timesOf = (item: number) => arrived.get(textOf(item)) ?? 0;
	const undecided: IDataObject[] = [];
	const wrong = all.flatMap((json, item) => {
		const { errcode, description = '' } = (json.details ?? {}) as { errcode?: number; description?: string };
		const times = timesOf(item);
		if (json.msgid !== undefined) return times === 1 ? [] : [[item, 'sent', times]];
		if (description.length < 20) return [[item, 'not explained', json]];
		if (input[item]?.json.openid === gone && errcode === 43004)
			return times === 0 ? [] : [[item, 'gone', times]];
		undecided.push(json);
		// The node says that it does not know, or that it was refused: then it may have arrived, but not twice.
		return times <= 1 ? [] : [[item, 'twice', times]];
	});
	expect(wrong).toEqual([]);
	// Four attempts that all meet a fault, or two that lose their token.
	expect(undecided.length).toBeLessThan(5 + ITEMS / 1000);
	const msgids = all.flatMap(({ msgid }) => (msgid === undefined ? [] : [msgid]));
	expect(new Set(msgids).size).toBe(msgids.length);
	expect(msgids.length).toBeGreaterThan(ITEMS - 2 * PER_PERSON - undecided.length);

	const { faults: struck } = await control.state();
	expect(struck.map((fault) => fault.struck > 0)).toEqual(faults.map(() => true));
}, 180_000);

test('the same execution run again, as by "retry on fail", delivers nothing a second time', async () => {
	const input = itemsFor(testbed.openids, 30);
	const first = await testbed.send(input, { executionId: '17' });
	const again = await testbed.send(input, { executionId: '17' });
	expect(await testbed.delivered()).toBe(30);
	expect(again.items('Send').map(({ json }) => json.msgid)).toEqual(
		first.items('Send').map(({ json }) => json.msgid),
	);
	await testbed.send(input, { executionId: '18' });
	expect(await testbed.delivered()).toBe(60);
});

test('a run of many calls in flight asks for one token', async () => {
	await testbed.send(itemsFor(testbed.openids, 200));
	expect(await testbed.delivered()).toBe(200);
	expect(await testbed.tokenCalls()).toBe(1);
});
