import { sealReply } from '../../../nodes/transport/sealReply';

const KEYS = {
	appid: 'wx0123456789abcdef',
	token: 'token1token2',
	encodingAesKey: `${'k'.repeat(42)}A`,
};

test('sealReply encrypts the same reply differently each time, with a nonce of ten digits', () => {
	const seal = () => {
		const xml = sealReply('<xml></xml>', KEYS, 1_760_000_000);
		const inside = (name: string) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]+)`).exec(xml)?.[1] ?? '';
		return { nonce: inside('Nonce'), encrypted: inside('Encrypt') };
	};
	const [first, second] = [seal(), seal()];
	expect([first.nonce, second.nonce]).toEqual([
		expect.stringMatching(/^[1-9]\d{9}$/),
		expect.stringMatching(/^[1-9]\d{9}$/),
	]);
	expect(first.nonce).not.toBe(second.nonce);
	expect(first.encrypted).toMatch(/^[\w+/]+=*$/);
	expect(first.encrypted).not.toBe(second.encrypted);
});
