import { createReplyShelf } from '../../../core/push/createReplyShelf';

const LIMITS = { keepMs: 1_000, expectMs: 500, maxFollowers: 3, maxReplies: 4, maxCharacters: 30 };

test('what was put for a follower is taken in order, and by nobody else', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.put('anna', 'p1', ['one', 'two'], 0);
	expect(shelf.take('ben', 0)).toBeUndefined();
	expect([shelf.take('anna', 0), shelf.take('anna', 0), shelf.take('anna', 0)]).toEqual([
		'one',
		'two',
		undefined,
	]);
	expect(shelf.size).toBe(0);
});

test('an answer that is expected is announced once when it comes', () => {
	const shelf = createReplyShelf(LIMITS);
	const heard: string[] = [];
	shelf.expect('anna', 'p1', 0);
	expect(shelf.standing('anna', 0)).toBe('expected');
	shelf.onChange('anna', () => heard.push('changed'));
	shelf.put('anna', 'p1', ['one'], 10);
	shelf.put('anna', 'p2', ['two'], 20);
	expect({ heard, standing: shelf.standing('anna', 20) }).toEqual({ heard: ['changed'], standing: 'ready' });
});

test('nobody hears of changes after they stopped waiting', () => {
	const shelf = createReplyShelf(LIMITS);
	const heard: string[] = [];
	shelf.onChange('anna', () => heard.push('changed'))();
	shelf.put('anna', 'p1', ['one'], 0);
	expect(heard).toEqual([]);
});

test('an answer that will not come is expected no longer', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.expect('anna', 'p1', 0);
	shelf.put('anna', 'p1', [], 10);
	expect(shelf.standing('anna', 10)).toBe('empty');
});

test('an answer that never comes is given up', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.expect('anna', 'p1', 0);
	expect([shelf.standing('anna', 499), shelf.standing('anna', 500)]).toEqual(['expected', 'empty']);
});

test('a reply is forgotten after its time', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.put('anna', 'p1', ['one'], 0);
	expect([shelf.standing('anna', 999), shelf.standing('anna', 1_000)]).toEqual(['ready', 'empty']);
});

test('a reply that could not be delivered is the next one again', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.put('anna', 'p1', ['one', 'two'], 0);
	shelf.restore('anna', shelf.take('anna', 0) ?? '', 0);
	expect(shelf.take('anna', 0)).toBe('one');
});

test('a reply for which newer ones have left no room is not given back', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.put('anna', 'p1', ['1', '2', '3', '4'], 0);
	const reply = shelf.take('anna', 0) ?? '';
	shelf.put('anna', 'p2', ['5'], 0);
	shelf.restore('anna', reply, 0);
	expect(Array.from({ length: 5 }, () => shelf.take('anna', 0))).toEqual(['2', '3', '4', '5', undefined]);
});

test('beyond the bounds the follower of longest ago and the oldest replies are dropped', () => {
	const shelf = createReplyShelf(LIMITS);
	for (const follower of ['a', 'b', 'c', 'd']) shelf.put(follower, 'p', ['1', '2', '3', '4', '5'], 0);
	expect(shelf.size).toBe(3);
	expect([shelf.take('a', 0), shelf.take('b', 0)]).toEqual([undefined, '2']);
});

test('beyond the characters of all, the followers of longest ago lose theirs, and never the one who just got some', () => {
	const shelf = createReplyShelf(LIMITS);
	shelf.put('anna', 'p', ['a'.repeat(10)], 0);
	shelf.put('ben', 'p', ['b'.repeat(10)], 0);
	shelf.put('carl', 'p', ['c'.repeat(10)], 0);
	expect(shelf.characters).toBe(30);
	shelf.put('carl', 'q', ['c'.repeat(11)], 1);
	expect([shelf.size, shelf.characters]).toEqual([1, 21]);
	shelf.put('carl', 'r', ['c'.repeat(40)], 2);
	expect(shelf.standing('carl', 2)).toBe('ready');
});

test('of answers that never come, only the latest are expected', () => {
	const shelf = createReplyShelf(LIMITS);
	for (let index = 0; index < 100; index++) shelf.expect('anna', `p${index}`, index);
	for (let index = 96; index < 100; index++) shelf.put('anna', `p${index}`, [], 100);
	expect(shelf.standing('anna', 100)).toBe('empty');
});
