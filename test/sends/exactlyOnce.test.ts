import process from 'node:process';
import { SEND, type SendStage, setSendStage } from './sendStage';

/** `SENDS=10000 npx jest test/sends` runs the long form. */
const ITEMS = Number(process.env.SENDS ?? 2000);

/** A tenth of all calls in six kinds; a later fault strikes only where the earlier ones have not. */
const FAULTS = [
	{ drop: 'before' },
	{ drop: 'after' },
	{ status: 500 },
	{ errcode: -1 },
	{ errcode: 40001 },
	{ delayMs: 20 },
] as const;

let stage: SendStage;

beforeEach(async () => {
	stage = await setSendStage('exactly once');
});
afterEach(async () => await stage.simulator.close());

const itemsFor = (openids: readonly string[], count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { openid: openids[index % openids.length], text: `第${index}单` },
	}));

test(`${ITEMS} messages with faults in a tenth of the calls arrive exactly once, and every failure is explained`, async () => {
	const { control } = stage.simulator;
	for (const fault of FAULTS) await control.fault({ match: SEND, rate: 0.1 / FAULTS.length, ...fault });
	const gone = stage.openids[7] ?? '';
	await control.follower({ openid: gone, follow: false, push: false });

	const { items, error } = await stage.send(itemsFor(stage.openids, ITEMS));
	expect(error).toBeUndefined();
	const all = items('Send');
	expect(all.map(({ pairedItem }) => pairedItem)).toEqual(all.map((_, item) => ({ item })));
	expect(all).toHaveLength(ITEMS);

	const sent = all.filter(({ json }) => json.msgid !== undefined);
	expect(new Set(sent.map(({ json }) => json.msgid)).size).toBe(sent.length);
	const failed = all.filter(({ json }) => json.msgid === undefined);
	const explained = failed.map(({ json }) => json.details as { errcode?: number; description: string });
	expect(explained.every(({ description }) => description.length > 20)).toBe(true);
	const unfollowed = explained.filter(({ errcode }) => errcode === 43004);
	// One follower in twenty has left; a lost answer on the fourth attempt too is one in twenty thousand.
	expect(unfollowed.length).toBeGreaterThan(ITEMS / 20 - 5);
	const undecided = failed.length - unfollowed.length;
	expect(undecided).toBeLessThan(5 + ITEMS / 1000);

	const delivered = await stage.delivered();
	expect(delivered).toBeGreaterThanOrEqual(sent.length);
	expect(delivered).toBeLessThanOrEqual(sent.length + undecided);
	const { faults } = await control.state();
	expect(faults.map(({ struck }) => struck > 0)).toEqual(FAULTS.map(() => true));
}, 180_000);

test('the same execution run again, as by "retry on fail", delivers nothing a second time', async () => {
	const input = itemsFor(stage.openids, 30);
	const first = await stage.send(input, { executionId: '17' });
	const again = await stage.send(input, { executionId: '17' });
	expect(await stage.delivered()).toBe(30);
	expect(again.items('Send').map(({ json }) => json.msgid)).toEqual(
		first.items('Send').map(({ json }) => json.msgid),
	);
	await stage.send(input, { executionId: '18' });
	expect(await stage.delivered()).toBe(60);
});

test('a run of many calls in flight asks for one token', async () => {
	await stage.send(itemsFor(stage.openids, 200));
	expect(await stage.delivered()).toBe(200);
	expect(await stage.tokenCalls()).toBe(1);
});
