import { stringify } from 'flatted';
import { traceOf } from '../../storm/books';
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
