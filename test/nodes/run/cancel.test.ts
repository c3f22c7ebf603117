import type * as n8nWorkflow from 'n8n-workflow';
import type { TestRun } from '../harness/runWorkflow';
import { type Lab, NODE, openLab, signal, TEMPLATE, TEXT, USER } from './lab';

const mockWaits = { began: () => {} };
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof n8nWorkflow>('n8n-workflow');
	return {
		...actual,
		sleep: async (milliseconds: number) => {
			// To let others go first is no wait.
			if (milliseconds > 0) mockWaits.began();
			await actual.sleep(milliseconds);
		},
	};
});

let lab: Lab;
beforeEach(() => (mockWaits.began = () => {}));
afterEach(async () => await lab.close());

const summaryOf = ({ run }: TestRun) =>
	(run.data.resultData.runData[NODE]?.at(-1)?.error as { description?: string } | undefined)?.description;

test('an execution that waits for the token request of another one ends at once, the other one goes on', async () => {
	const asked = signal();
	const answered = signal();
	lab = await openLab(async ({ path }) => {
		if (!path.endsWith('/stable_token')) return undefined;
		asked.give();
		await answered.given;
		return undefined;
	});
	const first = lab.run({ items: 1, parameters: TEXT });
	await asked.given;
	const cancel = signal();
	const second = lab.run({ items: 3, parameters: TEXT, cancelAfter: cancel.given });
	// The second execution has joined by then, since it makes no request of its own.
	for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
	cancel.give();
	const ended = await second;
	expect(ended.run.status).toBe('canceled');
	expect(summaryOf(ended)).toBe(
		'Items so far: 0 done, 1 failed: cancelled × 1, 2 not attempted. Failed: item 0. Not attempted: items 1–2.',
	);
	expect(lab.calls.filter(({ path }) => path.endsWith('/stable_token'))).toHaveLength(1);
	answered.give();
	expect((await first).items(NODE)[0]?.json.success).toBe(true);
});

test('messages whose answers are under way when the run is cancelled have an unknown result', async () => {
	const cancel = signal();
	lab = await openLab(({ path, nth }) => {
		if (!path.endsWith('/send') || nth === 1) return undefined;
		if (nth === 5) setImmediate(cancel.give);
		return 'hang';
	});
	const started = performance.now();
	const run = await lab.run({
		items: 20,
		parameters: TEXT,
		runOptions: { inFlight: 4 },
		cancelAfter: cancel.given,
	});
	expect(performance.now() - started).toBeLessThan(5000);
	expect(run.run.status).toBe('canceled');
	expect(summaryOf(run)).toBe(
		'Items so far: 1 done, 4 failed: result unknown × 4, 15 not attempted. Done: item 0. Result unknown: items 1–4. Not attempted: items 5–19.',
	);
});

test.each([
	['a template message whose answer was lost', TEMPLATE],
	['a read whose answer was lost', USER],
])('cancelled during the back-off of %s, its result is unknown, not refused', async (_name, parameters) => {
	const cancel = signal();
	lab = await openLab(({ path }) => {
		return path.endsWith('token') ? undefined : 'drop';
	});
	mockWaits.began = cancel.give;
	const run = await lab.run({ items: 3, parameters, cancelAfter: cancel.given });
	expect(run.run.status).toBe('canceled');
	expect(summaryOf(run)).toBe(
		'Items so far: 0 done, 1 failed: result unknown × 1, 2 not attempted. Result unknown: item 0. Not attempted: items 1–2.',
	);
	expect(lab.calls.filter(({ path }) => !path.endsWith('token'))).toHaveLength(1);
});

test('an item cancelled between its calls counts as cancelled', async () => {
	const cancel = signal();
	const openids = Array.from({ length: 300 }, (_, person) => `o${person}`).join('\n');
	lab = await openLab();
	// The second call waits for its second, after the first one was answered.
	mockWaits.began = cancel.give;
	const run = await lab.run({
		items: 1,
		parameters: { resource: 'user', operation: 'getBatch', openids },
		runOptions: { inFlight: 1, perSecond: 1 },
		cancelAfter: cancel.given,
	});
	expect(run.run.status).toBe('canceled');
	expect(summaryOf(run)).toBe('Items so far: 0 done, 1 failed: cancelled × 1. Failed: item 0.');
	expect(lab.calls.filter(({ path }) => path.endsWith('/batchget'))).toHaveLength(1);
});

test.each([
	['items that wait for their first call when they are cancelled were not attempted', 3, {}],
	[
		'the second try of a cancelled run says whom the first one has told',
		1,
		{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	],
])('%s', async (_what, inFlight, more) => {
	const cancel = signal();
	lab = await openLab();
	mockWaits.began = cancel.give;
	const run = await lab.run({
		items: 3,
		parameters: TEXT,
		...more,
		runOptions: { inFlight, perSecond: 1 },
		cancelAfter: cancel.given,
	});
	expect(run.run.status).toBe('canceled');
	expect(summaryOf(run)).toBe(
		'Items so far: 1 done, 0 failed, 2 not attempted. Done: item 0. Not attempted: items 1–2.',
	);
	expect(lab.sends()).toHaveLength(1);
});

test('Retry On Fail makes no further call for a cancelled run, and says what became of it', async () => {
	const cancel = signal();
	lab = await openLab(({ path }) => {
		if (!path.endsWith('/send')) return undefined;
		setImmediate(cancel.give);
		return 'hang';
	});
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const run = await lab.run({ items: 2, parameters: TEXT, node, cancelAfter: cancel.given });
	expect(run.run.status).toBe('canceled');
	expect(lab.sends()).toHaveLength(1);
	expect(summaryOf(run)).toBe(
		'Items so far: 0 done, 1 failed: result unknown × 1, 1 not attempted. Result unknown: item 0. Not attempted: item 1.',
	);
});
