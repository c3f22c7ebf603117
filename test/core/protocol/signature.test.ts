import { sha1Hex, sign, signatureMatches } from '../../../core/protocol/signature';
import { sha1, signatureOf } from './witness';

test('sha1Hex hashes the UTF-8 bytes', () => {
	expect(sha1Hex('')).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709');
	expect(sha1Hex('订单😀')).toBe(sha1('订单😀'));
});

test.each([
	[['b', 'a', 'c']],
	[['10', '9', '1']],
	[['a', 'A', '_', '0', '+', '/', '=']],
	[['ab', 'a', 'abc', '']],
	[['same', 'same']],
	[['é', 'z', 'e', 'Z']],
	[['\uffff', '\u{10000}', '\ue000', '\ud7ff', 'a']],
	[['x\u{1f600}', 'x\uff01', 'x']],
])('sign(%j) sorts by bytes, as the witness does', (parts) => {
	expect(sign(parts)).toBe(signatureOf(parts));
	expect(sign([...parts].reverse())).toBe(signatureOf(parts));
});

test('sign leaves the list of its caller as it is', () => {
	const parts = ['b', 'a'];
	sign(parts);
	expect(parts).toEqual(['b', 'a']);
});

describe('signatureMatches', () => {
	const right = sha1('x');

	test('accepts the same text only', () => {
		expect(signatureMatches(right, right)).toBe(true);
	});

	test.each([
		['one other digit', `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`],
		['capitals', right.toUpperCase()],
		['a shorter text', right.slice(0, -1)],
		['a longer text', `${right}0`],
		['white space', ` ${right}`],
		['characters of several bytes', '订'.repeat(40)],
		['nothing', ''],
		['undefined', undefined],
		['null', null],
		['an array that holds it', [right]],
		['an object that prints it', { toString: () => right }],
		['true', true],
		['bytes', Buffer.from(right)],
	])('refuses %s', (_what, given) => {
		expect(signatureMatches(right, given)).toBe(false);
	});
});
