import { countSecrets } from '../../storm/countSecrets';

const SECRETS = new Map([
	['AppSecret', ['0123456789abcdef0123456789abcdef']],
	['access tokens', ['60_FIRST-TOKEN-OF-MANY', '61_SECOND-TOKEN-OF-MANY']],
	['Token', ['abc']],
]);

test('every occurrence of every value counts, and the lines name no value', () => {
	const { found, lines } = countSecrets(SECRETS, [
		{ name: 'log', text: 'x 60_FIRST-TOKEN-OF-MANY 60_FIRST-TOKEN-OF-MANY61_SECOND-TOKEN-OF-MANY' },
		{ name: 'Redis', text: Buffer.from('\0\xff0123456789abcdef0123456789abcdef', 'latin1') },
		{ name: 'dump', text: 'nothing of the kind' },
	]);
	expect(found).toBe(4);
	expect(lines).toEqual(['log holds access tokens 3 times', 'Redis holds AppSecret 1 times']);
});

test('a value that any text may hold is not looked for', () => {
	expect(countSecrets(SECRETS, [{ name: 'log', text: 'abc abc' }]).found).toBe(0);
});
