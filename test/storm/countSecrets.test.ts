import { countSecrets } from '../../storm/countSecrets';

const SECRETS = new Map([
	['AppSecret', ['0123456789abcdef0123456789abcdef']],
	['access tokens', ['60_FIRST-TOKEN-OF-MANY', '61_SECOND-TOKEN-OF-MANY']],
	['encryption key', ['a+b/c+d/e+f/g+h=']],
	['Token', ['abc']],
]);
const place = (name: string, text: string | Buffer) => ({ name, text, holds: '' });
const countIn = (text: string | Buffer) => countSecrets(SECRETS, [place('log', text)]).found;

test('every occurrence of every value counts, and the lines name no value', () => {
	const { found, lines } = countSecrets(SECRETS, [
		place('log', 'x 60_FIRST-TOKEN-OF-MANY 60_FIRST-TOKEN-OF-MANY61_SECOND-TOKEN-OF-MANY'),
		place('Redis', Buffer.from('\0\xff0123456789abcdef0123456789abcdef', 'latin1')),
		place('dump', 'nothing of the kind'),
	]);
	expect(found).toBe(4);
	expect(lines).toEqual(['log holds access tokens 3 times', 'Redis holds AppSecret 1 times']);
});

test.each([
	['in an address', encodeURIComponent('a+b/c+d/e+f/g+h=')],
	['in the bytes of a database', `\\x${Buffer.from('x 60_FIRST-TOKEN-OF-MANY').toString('hex')}`],
	['first in Base64', Buffer.from('60_FIRST-TOKEN-OF-MANY and more').toString('base64')],
	['second in Base64', Buffer.from('x60_FIRST-TOKEN-OF-MANYx').toString('base64')],
	['third in Base64', Buffer.from('xx60_FIRST-TOKEN-OF-MANY').toString('base64')],
])('a value counts once %s', (_, text) => {
	expect(countIn(text)).toBe(1);
});

test('a value that any text may hold is not looked for', () => {
	expect(countIn('abc abc')).toBe(0);
	for (const [value, found] of [
		['12345678901', 0],
		['123456789012', 1],
	] as const)
		expect(countSecrets(new Map([['a', [value]]]), [place('log', value)]).found).toBe(found);
});

test('a place without what it holds for certain is refused, since nobody has read it', () => {
	expect(() => countSecrets(SECRETS, [{ name: 'Redis', text: '', holds: 'workflow' }])).toThrow(
		'Redis: "workflow" is not found there',
	);
});
