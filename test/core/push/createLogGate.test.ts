import { createLogGate } from '../../../core/push/createLogGate';

test('createLogGate lets a line through once in a while and counts what it held back', () => {
	const gate = createLogGate(1_000);
	expect(gate.pass('a', 0)).toBe(0);
	expect(gate.pass('a', 1)).toBeUndefined();
	expect(gate.pass('a', 999)).toBeUndefined();
	expect(gate.pass('a', 1_000)).toBe(2);
	expect(gate.pass('a', 2_000)).toBe(0);
});

test('createLogGate tells lines apart', () => {
	const gate = createLogGate(1_000);
	gate.pass('a', 0);
	expect(gate.pass('b', 1)).toBe(0);
});
