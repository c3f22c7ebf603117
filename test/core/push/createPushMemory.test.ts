import { createPushMemory, type Outcome } from '../../../core/push/createPushMemory';
import type { Moment } from '../../../core/state/Moment';

const make = (maxEntries = 100) => createPushMemory({ keepMs: 1_000, maxEntries });
/** A moment of a machine whose time nobody has set. */
const at = (milliseconds: number): Moment => ({
	now: 1_800_000_000_000 + milliseconds,
	elapsed: milliseconds,
});
const becomes =
	(outcome: boolean | undefined): Outcome =>
	() =>
		outcome;
const never: Outcome = () => {
	throw new Error('the outcome of a delivery that took nothing was looked at');
};

test('claim gives a push to the first who asks, and is open until the outcome is known', () => {
	const memory = make();
	const attempt: { outcome?: boolean } = {};
	expect(memory.claim('a', at(0), () => attempt.outcome)).toBe('new');
	expect(memory.claim('a', at(1), never)).toBe('open');
	attempt.outcome = true;
	expect(memory.claim('a', at(2), never)).toBe('accepted');
});

test('claim gives a push again when the first attempt has failed', () => {
	const memory = make();
	memory.claim('a', at(0), becomes(false));
	expect(memory.claim('a', at(1), becomes(true))).toBe('new');
	expect(memory.claim('a', at(2), never)).toBe('accepted');
});

test('claim tells pushes apart', () => {
	const memory = make();
	memory.claim('a', at(0), becomes(true));
	expect(memory.claim('b', at(0), becomes(true))).toBe('new');
});

test('claim no longer asks for the outcome of what was accepted', () => {
	const memory = make();
	let asked = 0;
	memory.claim('a', at(0), () => {
		asked++;
		return true;
	});
	memory.settle('a');
	memory.settle('a');
	expect(memory.claim('a', at(1), never)).toBe('accepted');
	expect(asked).toBe(1);
});

test('an accepted push is forgotten after the time it is kept', () => {
	const memory = make();
	memory.claim('a', at(0), becomes(true));
	expect(memory.claim('a', at(999), never)).toBe('accepted');
	expect(memory.claim('a', at(1_000), becomes(true))).toBe('new');
});

test('settle forgets what has failed and does nothing for what is unknown', () => {
	const memory = make();
	memory.claim('a', at(0), becomes(false));
	memory.settle('a');
	memory.settle('b');
	expect(memory.size).toBe(0);
});

test('drop forgets so many of the oldest', () => {
	const memory = make();
	for (const key of ['a', 'b', 'c']) memory.claim(key, at(0), becomes(true));
	memory.drop(2);
	expect(['a', 'b', 'c'].map((key) => memory.has(key))).toEqual([false, false, true]);
});

test('the oldest pushes give way when there are too many', () => {
	const memory = make(3);
	for (const key of ['a', 'b', 'c', 'd']) memory.claim(key, at(0), becomes(true));
	expect(memory.size).toBe(3);
	expect(memory.claim('d', at(1), never)).toBe('accepted');
	expect(memory.claim('a', at(1), becomes(true))).toBe('new');
});

test('many pushes take no more room than the limits allow', () => {
	const memory = createPushMemory({ keepMs: 200, maxEntries: 1_000 });
	for (let n = 0; n < 20_000; n++) memory.claim(String(n), at(n / 10), becomes(true));
	expect(memory.size).toBeLessThanOrEqual(1_000);
});

test('forget lets go of pushes whose time is over, counted by what was last said of it', () => {
	const memory = make();
	memory.claim('a', at(0), becomes(true), 500);
	memory.forget(at(499));
	expect(memory.size).toBe(1);
	memory.forget(at(500));
	expect(memory.size).toBe(0);
});

describe('an accepted push is remembered', () => {
	const remembered = (later: Moment) => {
		const memory = make();
		memory.claim('a', at(0), becomes(true));
		memory.forget(later);
		return memory.has('a');
	};
	const HOUR = 3_600_000;

	test('while its time is not over, though the time of the machine has jumped ahead by an hour, and back again', () => {
		const memory = make();
		memory.claim('a', at(0), becomes(true));
		expect(memory.claim('a', { ...at(10), now: at(HOUR).now }, never)).toBe('accepted');
		expect(memory.claim('a', at(20), never)).toBe('accepted');
	});

	test('after its time, where that of the machine was set back by an hour: a recorded push is fresh once more', () => {
		expect(remembered({ now: at(-HOUR).now, elapsed: HOUR })).toBe(true);
	});

	test('no longer when its time is over by both clocks', () => {
		expect(remembered(at(999))).toBe(true);
		expect(remembered(at(1_000))).toBe(false);
	});
});
