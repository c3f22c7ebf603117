import { createLateReplies } from '../../../core/push/createLateReplies';

const LIMITS = { keepMs: 1_000, expectMs: 500, maxFollowers: 3, maxReplies: 4, maxCharacters: 30 };

test('what was put for a follower is taken in order, and by nobody else', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['one', 'two'], 0);
	expect(lateReplies.take('ben', 0)).toBeUndefined();
	expect([lateReplies.take('anna', 0), lateReplies.take('anna', 0), lateReplies.take('anna', 0)]).toEqual([
		'one',
		'two',
		undefined,
	]);
	expect(lateReplies.size).toBe(0);
});

test('an answer that is expected is announced once when it comes', () => {
	const lateReplies = createLateReplies(LIMITS);
	const heard: string[] = [];
	lateReplies.expect('anna', 'p1', 0);
	expect(lateReplies.status('anna', 0)).toBe('expected');
	lateReplies.onChange('anna', () => heard.push('changed'));
	lateReplies.put('anna', 'p1', ['one'], 10);
	lateReplies.put('anna', 'p2', ['two'], 20);
	expect({ heard, status: lateReplies.status('anna', 20) }).toEqual({ heard: ['changed'], status: 'ready' });
});

test('nobody hears of changes after they stopped waiting', () => {
	const lateReplies = createLateReplies(LIMITS);
	const heard: string[] = [];
	lateReplies.onChange('anna', () => heard.push('changed'))();
	lateReplies.put('anna', 'p1', ['one'], 0);
	expect(heard).toEqual([]);
});

test('others who wait go on waiting when one stops, also one who has heard of it already', () => {
	const lateReplies = createLateReplies(LIMITS);
	const heard: string[] = [];
	const stop = lateReplies.onChange('anna', () => heard.push('first'));
	lateReplies.onChange('anna', () => heard.push('second'));
	stop();
	lateReplies.put('anna', 'p1', ['one'], 0);
	lateReplies.onChange('anna', () => heard.push('third'));
	stop();
	lateReplies.put('anna', 'p2', ['two'], 0);
	expect(heard).toEqual(['second', 'third']);
});

test('one who has heard of a change, and stops waiting late, stops nobody else', () => {
	const lateReplies = createLateReplies(LIMITS);
	const heard: string[] = [];
	const stop = lateReplies.onChange('anna', () => heard.push('first'));
	lateReplies.put('anna', 'p1', ['one'], 0);
	lateReplies.onChange('anna', () => heard.push('second'));
	stop();
	lateReplies.put('anna', 'p2', ['two'], 0);
	expect(heard).toEqual(['first', 'second']);
});

test('an answer that will not come is expected no longer', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.expect('anna', 'p1', 0);
	lateReplies.put('anna', 'p1', [], 10);
	expect(lateReplies.size).toBe(0);
	expect(lateReplies.status('anna', 10)).toBe('empty');
});

test('an answer that never comes is given up', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.expect('anna', 'p1', 0);
	expect([lateReplies.status('anna', 499), lateReplies.status('anna', 500)]).toEqual(['expected', 'empty']);
});

test('a reply is forgotten after its time', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['one'], 0);
	expect([lateReplies.status('anna', 999), lateReplies.status('anna', 1_000)]).toEqual(['ready', 'empty']);
});

test('a reply is given to nobody after its time', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['one'], 0);
	expect(lateReplies.take('anna', 1_000)).toBeUndefined();
});

test('a reply is kept on while others of its follower come', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['one'], 0);
	lateReplies.put('anna', 'p2', ['two'], 900);
	expect([lateReplies.take('anna', 1_899), lateReplies.take('anna', 1_899)]).toEqual(['one', 'two']);
});

test('a reply that could not be delivered is the next one again', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['one', 'two'], 0);
	lateReplies.restore('anna', lateReplies.take('anna', 0) ?? '', 0);
	expect(lateReplies.take('anna', 0)).toBe('one');
});

test('a reply for which newer ones have left no room is not given back', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p1', ['1', '2', '3', '4'], 0);
	const reply = lateReplies.take('anna', 0) ?? '';
	lateReplies.put('anna', 'p2', ['5'], 0);
	lateReplies.restore('anna', reply, 0);
	expect(Array.from({ length: 5 }, () => lateReplies.take('anna', 0))).toEqual([
		'2',
		'3',
		'4',
		'5',
		undefined,
	]);
});

test('beyond the bounds the follower of longest ago and the oldest replies are dropped', () => {
	const lateReplies = createLateReplies(LIMITS);
	for (const follower of ['a', 'b', 'c', 'd']) lateReplies.put(follower, 'p', ['1', '2', '3', '4', '5'], 0);
	expect(lateReplies.size).toBe(3);
	expect([lateReplies.take('a', 0), lateReplies.take('b', 0)]).toEqual([undefined, '2']);
});

test('beyond the characters of all, the followers of longest ago lose theirs, and never the one who just got some', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p', ['a'.repeat(10)], 0);
	lateReplies.put('ben', 'p', ['b'.repeat(10)], 0);
	lateReplies.put('carl', 'p', ['c'.repeat(10)], 0);
	expect(lateReplies.characters).toBe(30);
	lateReplies.put('carl', 'q', ['c'.repeat(11)], 1);
	expect([lateReplies.size, lateReplies.characters]).toEqual([1, 21]);
	lateReplies.put('carl', 'r', ['c'.repeat(40)], 2);
	expect(lateReplies.status('carl', 2)).toBe('ready');
});

test('as many followers lose theirs as there have to, and not one who was touched meanwhile', () => {
	const lateReplies = createLateReplies(LIMITS);
	lateReplies.put('anna', 'p', ['a'.repeat(10)], 0);
	lateReplies.put('ben', 'p', ['b'.repeat(10)], 0);
	lateReplies.put('anna', 'q', ['a'.repeat(5)], 1);
	lateReplies.put('carl', 'p', ['c'.repeat(10)], 2);
	expect(['anna', 'ben', 'carl'].map((follower) => lateReplies.status(follower, 2))).toEqual([
		'ready',
		'empty',
		'ready',
	]);
});

test('a reply that is given back is announced, and others make room for it', () => {
	const lateReplies = createLateReplies(LIMITS);
	const heard: string[] = [];
	lateReplies.put('anna', 'p', ['a'.repeat(20)], 0);
	lateReplies.onChange('ben', () => heard.push('changed'));
	lateReplies.restore('ben', 'b'.repeat(20), 0);
	expect({ heard, characters: lateReplies.characters }).toEqual({ heard: ['changed'], characters: 20 });
	expect(lateReplies.take('ben', 0)).toBe('b'.repeat(20));
});

test('of answers that never come, only the latest are expected', () => {
	const lateReplies = createLateReplies(LIMITS);
	for (let index = 0; index < 100; index++) lateReplies.expect('anna', `p${index}`, index);
	for (let index = 96; index < 100; index++) lateReplies.put('anna', `p${index}`, [], 100);
	expect(lateReplies.status('anna', 100)).toBe('empty');
});
