import { stringify } from 'flatted';
import { reconnections, traceOf } from '../../storm/books';
import { EFFECT_NODE, LAST_NODE } from '../../storm/workflows';

const output = (json: object) => [{ data: { main: [[{ json }]] } }];
const data = (runData: object, more: object = {}) => stringify({ resultData: { runData, ...more } });

test('an execution that ran to its end reached it, and says what was delivered', () => {
	const whole = {
		Received: output({}),
		[EFFECT_NODE]: output({ msgid: '1' }),
		[LAST_NODE]: output({ errcode: 0 }),
	};
	expect(traceOf(data(whole))).toEqual({ reached: 'end', saidDelivered: ['template', 'text'] });
});

test('an effect that failed is not said to be delivered', () => {
	const refused = { Received: output({}), [EFFECT_NODE]: output({ error: 'refused' }) };
	expect(traceOf(data(refused))).toEqual({ reached: 'effect', saidDelivered: [] });
});

test('a node that ran without items says nothing', () => {
	expect(traceOf(data({ Received: output({}), [EFFECT_NODE]: [{ data: { main: [null] } }] }))).toEqual({
		reached: 'effect',
		saidDelivered: [],
	});
});

test('the name of the node elsewhere in the data does not count as a run of it', () => {
	const waiting = stringify({
		resultData: { runData: { Received: output({}) }, error: { message: 'stalled' } },
		executionData: { nodeExecutionStack: [{ node: { name: EFFECT_NODE } }] },
	});
	expect(traceOf(waiting)).toEqual({ reached: 'trigger', saidDelivered: [], error: 'stalled' });
});

test('without data nothing was reached', () => {
	expect(traceOf('')).toEqual({ reached: 'trigger', saidDelivered: [] });
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
	const away = { part: 'PostgreSQL', struck: true, fromMs: 10_000, untilMs: 30_000 };
	const kill = { part: 'main', struck: true, fromMs: 5, untilMs: 6 };
	expect(reconnections(log, [kill, away])).toEqual([
		{ ...away, part: 'PostgreSQL of worker A', untilMs: 35_000 },
		{ ...away, part: 'PostgreSQL of webhook B', untilMs: 33_000 },
	]);
});
