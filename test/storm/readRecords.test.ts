import { stringify } from 'flatted';
import { withoutDatabase, traceOf } from '../../storm/readRecords';
import { workersOf } from '../../storm/workersOf';
import { EFFECT_NODE, LAST_NODE } from '../../storm/workflows';

const output = (json: object) => [{ data: { main: [[{ json }]] } }];
const data = (runData: object, more: object = {}) => stringify({ resultData: { runData, ...more } });

test('an execution that ran to its end reached it, and says what was delivered', () => {
	const whole = {
		Received: output({}),
		[EFFECT_NODE]: output({ msgid: '1' }),
		[LAST_NODE]: output({ errcode: 0 }),
	};
	expect(traceOf(data(whole))).toEqual({
		reached: 'end',
		reportedDelivered: ['template', 'text'],
		reportedFailed: [],
	});
});

test('an effect that failed is not said to be delivered', () => {
	const refused = { Received: output({}), [EFFECT_NODE]: output({ error: 'refused' }) };
	expect(traceOf(data(refused))).toEqual({
		reached: 'effect',
		reportedDelivered: [],
		reportedFailed: ['template'],
	});
});

test('what n8n makes up for an execution that it could not store says nothing', () => {
	const recovered = { Received: output({}), [EFFECT_NODE]: output({ isArtificialRecoveredEventItem: true }) };
	expect(traceOf(data(recovered))).toEqual({ reached: 'effect', reportedDelivered: [], reportedFailed: [] });
});

test('a node that failed as a whole says so, though n8n hands its input on', () => {
	const thrown = {
		Received: output({}),
		[EFFECT_NODE]: output({}),
		[LAST_NODE]: [{ error: { message: 'x' } }],
	};
	expect(traceOf(data(thrown))).toMatchObject({ reached: 'end', reportedFailed: ['text'] });
});

test('a node that ran without items says nothing', () => {
	expect(traceOf(data({ Received: output({}), [EFFECT_NODE]: [{ data: { main: [null] } }] }))).toEqual({
		reached: 'effect',
		reportedDelivered: [],
		reportedFailed: [],
	});
});

test('the name of the node elsewhere in the data does not count as a run of it', () => {
	const waiting = stringify({
		resultData: { runData: { Received: output({}) }, error: { message: 'stalled' } },
		executionData: { nodeExecutionStack: [{ node: { name: EFFECT_NODE } }] },
	});
	expect(traceOf(waiting)).toEqual({
		reached: 'trigger',
		reportedDelivered: [],
		reportedFailed: [],
		error: 'stalled',
	});
});

test('an error without a message is one', () => {
	expect(traceOf(data({}, { error: {} })).error).toBe('an error without a message');
});

test('without data nothing was reached', () => {
	expect(traceOf('')).toEqual({ reached: 'trigger', reportedDelivered: [], reportedFailed: [] });
});

test('a process is without PostgreSQL until it says that it has it again, once for each time that PostgreSQL was away', () => {
	const time = (second: number) => new Date(second * 1000).toISOString();
	const log = [
		`${time(1)} worker A: Database connection recovered`,
		`${time(12)} worker A: Attempting to recover database connection (attempt 1)`,
		`${time(35)} worker A: Database connection recovered after 2 attempt(s) in 9 ms`,
		`${time(36)} worker A: Database connection recovered`,
		`${time(33)} webhook B: Database connection recovered after 1 attempt(s) in 1 ms`,
		`${time(99)} main: Database connection recovered`,
	].join('\n');
	const away = { part: 'PostgreSQL', deliberate: true, fromMs: 10_000, untilMs: 30_000 };
	const kill = { part: 'main', deliberate: true, fromMs: 5, untilMs: 6 };
	expect(withoutDatabase(log, [kill, away])).toEqual([
		{ ...away, part: 'PostgreSQL of worker A', untilMs: 35_000 },
		{ ...away, part: 'PostgreSQL of webhook B', untilMs: 33_000 },
	]);
});

test('workers say which executions they began, and when they were done with them, well or not', () => {
	const log = [
		'1970-01-01T00:00:01.000Z worker A: Worker started execution 1 (job 1)',
		'1970-01-01T00:00:02.000Z worker B: Worker errored while running execution 2 (job 2)',
		'1970-01-01T00:00:03.000Z worker A: Worker finished execution 1 (job 1)',
		'1970-01-01T00:00:04.000Z worker B: Worker started execution 3 (job 3)',
		'1970-01-01T00:00:05.000Z webhook B: Execution 3 (job 3) finished',
		'1970-01-01T00:00:06.000Z worker A: Worker started execution 2 (job 2)',
		'1970-01-01T00:00:08.000Z worker A: Worker started execution 4 (job 4)',
		'1970-01-01T00:00:09.000Z worker A: Worker errored while running execution 4 (job 4)',
	].join('\n');
	expect(workersOf(log)).toEqual(
		new Map([
			['1', { begunBy: ['worker A'], leftMs: 3000 }],
			['2', { begunBy: ['worker B', 'worker A'] }],
			['4', { begunBy: ['worker A'], leftMs: 9000 }],
			['3', { begunBy: ['worker B'] }],
		]),
	);
});
