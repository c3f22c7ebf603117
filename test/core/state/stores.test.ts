import { BoundedMap } from '../../../core/state/BoundedMap';
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
