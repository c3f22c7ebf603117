import { createLogGate } from '../../../core/push/createLogGate';

test('createLogGate lets a line through once in a while and counts what it held back', () => {
	const gate = createLogGate(1_000);
	expect(gate('a', 0)).toBe(0);
	expect(gate('a', 1)).toBeUndefined();
	expect(gate('a', 999)).toBeUndefined();
	expect(gate('a', 1_000)).toBe(2);
	expect(gate('a', 2_000)).toBe(0);
});

test('createLogGate tells lines apart', () => {
	const gate = createLogGate(1_000);
	gate('a', 0);
	expect(gate('b', 1)).toBe(0);
});
