import { BoundedMap } from '../../../core/state/BoundedMap';
import { ExpiringMap } from '../../../core/state/ExpiringMap';
import { processStore, processStores, resetProcessState } from '../../../core/state/processStore';

test('a BoundedMap lets the entry go that was set longest ago', () => {
	const map = new BoundedMap<number>(2);
	map.set('a', 1).set('b', 2).set('c', 3);
	expect([...map]).toEqual([
		['b', 2],
		['c', 3],
	]);
});

test('setting an entry of a BoundedMap again makes it the latest, reading it does not', () => {
	const map = new BoundedMap<number>(2);
	map.set('a', 1).set('b', 2).set('a', 3);
	map.get('b');
	map.set('c', 4);
	expect([...map.keys()]).toEqual(['a', 'c']);
});

test('an ExpiringMap gives a value until its time, and lets go of what has ended in front of the others', () => {
	const map = new ExpiringMap<number>(3);
	map.set('a', 1, 0, 1000);
	map.set('b', 2, 0, 2000);
	map.set('c', 3, 0, 1500);
	expect(map.get('a', 999)).toBe(1);
	expect(map.get('a', 1000)).toBeUndefined();
	expect(map.values).toEqual([2, 3]);
	expect(map.get('c', 1500)).toBeUndefined();
	expect(map.get('b', 1999)).toBe(2);
	expect(map.get('b', 2000)).toBeUndefined();
	expect(map.size).toBe(0);
});

test('an ExpiringMap keeps no more than it may, and a value that is set again until its new time', () => {
	const map = new ExpiringMap<number>(2);
	map.set('a', 1, 0, 1000);
	map.set('b', 2, 0, 1000);
	map.set('a', 3, 1000, 1000);
	map.set('c', 4, 1000, 1000);
	expect(map.values).toEqual([3, 4]);
	expect(map.get('a', 1999)).toBe(3);
	map.delete('a');
	expect(map.get('a', 1999)).toBeUndefined();
});

test('an ExpiringMap drops everything when the clock was set back, and nothing for a caller who read it a moment ago', () => {
	const map = new ExpiringMap<number>(3);
	const [hour, minute] = [3_600_000, 60_000];
	map.set('a', 1, 2 * hour, minute);
	expect(map.get('a', 2 * hour - minute)).toBe(1);
	expect(map.get('a', hour)).toBeUndefined();
	expect(map.size).toBe(0);
	map.set('a', 2, hour, minute);
	expect(map.get('a', hour + 1)).toBe(2);
});

test('an ExpiringMap keeps what is set after the clock was set back, and nothing from before, though nobody has read meanwhile', () => {
	const map = new ExpiringMap<number>(3);
	const [hour, minute] = [3_600_000, 60_000];
	map.set('before', 1, 2 * hour, minute);
	map.set('after', 2, hour, minute);
	expect(map.values).toEqual([2]);
	expect(map.get('after', hour + 1)).toBe(2);
	expect(map.get('after', hour + minute)).toBeUndefined();
});

test('processStore gives the same store until resetProcessState, and an empty one from then on', () => {
	const facts = { name: 'numbers', bound: 'none', elsewhere: 'counts anew' };
	const numbers = processStore({
		...facts,
		create: () => new Set<number>(),
		size: ({ size }) => ({ numbers: size }),
	});
	const before = numbers();
	before.add(1);
	expect(numbers()).toBe(before);
	resetProcessState();
	expect(numbers().size).toBe(0);
	expect(processStores()).toContainEqual(expect.objectContaining(facts));
});
