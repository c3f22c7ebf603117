import { InputRefused } from '../../../core/errors/WechatErrors';
import {
	addFields,
	isAllowedTarget,
	plainHostOf,
	readAllowedHosts,
} from '../../../core/oauth/redirectTarget';

const HOSTS = ['shop.example.com', '127.0.0.1:3000'];

describe('isAllowedTarget', () => {
	it.each([
		'https://shop.example.com',
		'https://shop.example.com/',
		'http://shop.example.com/a?b=c#d',
		'HTTPS://Shop.Example.com/x',
		'https://shop.example.com:443/x',
		'http://127.0.0.1:3000/x',
		'https://shop.example.com?next=//evil.example.net',
		'https://shop.example.com/https://evil.example.net',
	])('accepts %p', (target) => {
		expect(isAllowedTarget(target, HOSTS)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['a path', '/account'],
		['a scheme-relative address', '//evil.example.net'],
		['a scheme-relative address of the right host', '//shop.example.com/'],
		['no slashes', 'https:evil.example.net'],
		['no slashes, right host', 'https:shop.example.com'],
		['one slash', 'https:/shop.example.com'],
		['three slashes', 'https:///shop.example.com'],
		['another host', 'https://evil.example.net/'],
		['a subdomain', 'https://a.shop.example.com/'],
		['the parent', 'https://example.com/'],
		['a host that ends alike', 'https://evilshop.example.com/'],
		['a host that begins alike', 'https://shop.example.com.evil.example.net/'],
		['a trailing dot', 'https://shop.example.com./'],
		['a user name', 'https://shop.example.com@evil.example.net/'],
		['a user name before the right host', 'https://evil@shop.example.com/'],
		['a password', 'https://shop.example.com:443@evil.example.net/'],
		['an encoded @', 'https://shop.example.com%40evil.example.net/'],
		['an encoded slash', 'https://shop.example.com%2F@evil.example.net/'],
		['an encoded dot', 'https://shop%2eexample.com/'],
		['an encoded scheme', 'https%3A%2F%2Fshop.example.com'],
		['a backslash', 'https://shop.example.com\\@evil.example.net/'],
		['backslashes for slashes', 'https:\\\\shop.example.com\\x'],
		['a backslash in the path', 'https://shop.example.com/\\evil.example.net'],
		['a tab', 'https://shop.exam\tple.com/'],
		['a line break', 'https://shop.example.com/\r\nSet-Cookie: a=b'],
		['a leading space', ' https://shop.example.com/'],
		['a leading control character', '\u0001https://shop.example.com/'],
		['a zero-width character', 'https://shop.example\u200b.com/'],
		['full-width letters', 'https://\uff53hop.example.com/'],
		['a soft hyphen', 'https://sh\u00adop.example.com/'],
		['another port', 'https://shop.example.com:8443/'],
		['a missing port', 'http://127.0.0.1/'],
		['another spelling of the address', 'http://2130706433:3000/'],
		['a script', 'javascript:alert(1)//https://shop.example.com'],
		['data', 'data:text/html,https://shop.example.com'],
		['another scheme', 'ftp://shop.example.com/'],
		['a very long address', `https://shop.example.com/${'x'.repeat(1000)}`],
	])('refuses %s', (_name, target) => {
		expect(isAllowedTarget(target, HOSTS)).toBe(false);
	});

	it('refuses everything when no host is allowed', () => {
		expect(isAllowedTarget('https://shop.example.com/', [])).toBe(false);
	});
});

describe('plainHostOf', () => {
	it('leaves out the port that the scheme has anyway', () => {
		expect(plainHostOf('https://a.example.com:443/')).toBe('a.example.com');
		expect(plainHostOf('http://a.example.com:443/')).toBe('a.example.com:443');
	});
});

describe('readAllowedHosts', () => {
	it('takes commas, spaces and lines, in any case', () => {
		expect(readAllowedHosts(' Shop.Example.com, 127.0.0.1:3000\n[::1]:80 ')).toEqual([
			'shop.example.com',
			'127.0.0.1:3000',
			'[::1]:80',
		]);
	});

	it('is empty for an empty text', () => {
		expect(readAllowedHosts('')).toEqual([]);
	});

	it.each(['https://a.example.com', 'a.example.com/path', '*.example.com', '-a.com', 'a@b', 'a_b?'])(
		'refuses %p',
		(text) => {
			expect(() => readAllowedHosts(text)).toThrow(InputRefused);
		},
	);
});

describe('addFields', () => {
	it('adds to an existing query and keeps the fragment', () => {
		expect(addFields('https://a.example.com/x?y=1#f', { openid: 'o1', nickname: '张三 & Co' })).toBe(
			'https://a.example.com/x?y=1&openid=o1&nickname=%E5%BC%A0%E4%B8%89+%26+Co#f',
		);
	});

	it('replaces a parameter of the same name, however often it is there', () => {
		expect(addFields('https://a.example.com/?openid=forged&openid=again', { openid: 'real' })).toBe(
			'https://a.example.com/?openid=real',
		);
	});
});
