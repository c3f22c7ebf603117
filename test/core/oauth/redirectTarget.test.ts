import fc from 'fast-check';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { addFields, isAllowedTarget, readAllowedHosts, readTarget } from '../../../core/oauth/redirectTarget';

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

describe('isAllowedTarget with https only', () => {
	it('refuses http on a host that is allowed', () => {
		expect(isAllowedTarget('http://shop.example.com/', HOSTS, true)).toBe(false);
		expect(isAllowedTarget('HTTPS://shop.example.com/', HOSTS, true)).toBe(true);
	});
});

/** An address, and how it is sent to the browser. */
const SENT: [string, string][] = [
	['https://m.example.com/商品?id=1', 'https://m.example.com/%E5%95%86%E5%93%81?id=1'],
	[
		'https://m.example.com/a?q=红 茶&x#部分',
		'https://m.example.com/a?q=%E7%BA%A2%20%E8%8C%B6&x#%E9%83%A8%E5%88%86',
	],
	[
		'https://m.example.com/👨‍👩‍👧',
		'https://m.example.com/%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7',
	],
	['https://例子.中国:8443/路', 'https://xn--fsqu00a.xn--fiqs8s:8443/%E8%B7%AF'],
	['https://BÜCHER.example/', 'https://xn--bcher-kva.example/'],
	...[
		'https://m.example.com/?flag',
		'https://m.example.com?flag',
		'https://m.example.com/a?p=/x/y&flag&=',
		'https://m.example.com/a?x=a%20b&sign=a+b%2B',
		'https://m.example.com/{a}?x={b}&y=%7B%7d|^"<>`',
		'https://m.example.com/a/../b/%2e%2E/c;d=1?&&',
		'https://m.example.com/#/home?x=1#y',
		'HTTPS://M.Example.com:443/%E5%95%86',
	].map((address): [string, string] => [address, address]),
];

describe('readTarget', () => {
	it.each(SENT)('of %s gives %s', (address, href) => {
		expect(readTarget(address)).toMatchObject({ href });
	});

	it('leaves out of the host the port that the scheme has anyway', () => {
		expect(readTarget('https://a.example.com:443/')).toMatchObject({ host: 'a.example.com', secure: true });
		expect(readTarget('http://a.example.com:443/')).toMatchObject({
			host: 'a.example.com:443',
			secure: false,
		});
	});

	it.each([
		['', 'it is empty'],
		['https://a.example.com/\u0085x', 'it holds a control character or a line break'],
		['https://a.example.com/\u2028x', 'it holds a control character or a line break'],
		['https://a.example.com/\ud800', 'it holds half a character'],
		['https://a.example.com/a\\b', 'it holds a backslash'],
		['https://a.example.com/ ', 'it begins or ends with a space'],
		['shop.example.com', 'it does not begin with https:// or http:// and a host, without user name'],
		[
			'https://例子@a.example.com/',
			'it does not begin with https:// or http:// and a host, without user name',
		],
		['https://例子。中国/', 'its host can be read in more than one way'],
		['https://例\u200d子.中国/', 'its host can be read in more than one way'],
		['https://①.example.com/', 'its host can be read in more than one way'],
		['http://2130706433:3000/', 'its host can be read in more than one way'],
		['http://127.1/', 'its host can be read in more than one way'],
		['https://a.example.com:0443/', 'its host can be read in more than one way'],
		['https://[::ffff:127.0.0.1]/', 'its host can be read in more than one way'],
		['https://a.example.com:99999/', 'browsers do not understand it'],
		[`https://a.example.com/${'字'.repeat(300)}`, 'it has more than 2000 characters when encoded'],
		[
			`https://a.example.com/${'字'.repeat(219)}${'x'.repeat(8)}`,
			'it has more than 2000 characters when encoded',
		],
		['https://a.example.com/'.padEnd(1001, 'x'), 'it has more than 1000 characters'],
		['https://a.example.com/\u2028x', 'it holds a control character or a line break'],
		['https://a.example.com/\u2029x', 'it holds a control character or a line break'],
	])('of %j says %s', (address, problem) => {
		expect(readTarget(address)).toEqual({ problem });
	});

	it('takes an address of 1000 characters, and of 2000 when encoded', () => {
		expect(readTarget('https://a.example.com/'.padEnd(1000, 'x'))).toMatchObject({ host: 'a.example.com' });
		const encoded = readTarget(`https://a.example.com/${'字'.repeat(219)}${'x'.repeat(7)}`);
		expect('href' in encoded && encoded.href.length).toBe(2000);
	});

	it('gives for any text either a reason or plain ASCII that a browser reads as the same host', () => {
		const parts = fc.constantFrom(
			'https://',
			'http:',
			'/',
			'\\',
			'@',
			'例',
			'ｓ',
			'.',
			':',
			'%2f',
			'#',
			'?',
			'\t',
			' ',
			'\u00ad',
			'a.example.com',
		);
		const starts = fc.constantFrom('', 'https://', 'https://a.example.com', 'http://例.example/');
		const rest = fc.array(fc.oneof(parts, fc.string({ unit: 'binary' })), { maxLength: 8 });
		let accepted = 0;
		fc.assert(
			fc.property(starts, rest, (start, pieces) => {
				const target = readTarget(start + pieces.join(''));
				if ('problem' in target) return;
				accepted += 1;
				expect(target.href).toMatch(/^https?:\/\/[\x21-\x7e]+$/i);
				const url = new URL(target.href);
				expect({ host: url.host, user: url.username }).toEqual({ host: target.host, user: '' });
				expect(readTarget(target.href)).toEqual(target);
			}),
			{ numRuns: 400 },
		);
		expect(accepted).toBeGreaterThan(0);
	});
});

describe('readAllowedHosts', () => {
	it('takes commas, spaces and lines, in any case', () => {
		expect(readAllowedHosts(' Shop.Example.com, 127.0.0.1:3000\n[::1]:80 ')).toEqual([
			'shop.example.com',
			'127.0.0.1:3000',
			'[::1]:80',
		]);
		expect(readAllowedHosts('例子.中国:8443 Bücher.example')).toEqual([
			'xn--fsqu00a.xn--fiqs8s:8443',
			'xn--bcher-kva.example',
		]);
		expect(isAllowedTarget('https://例子.中国/路', readAllowedHosts('xn--fsqu00a.xn--fiqs8s'))).toBe(true);
	});

	it('is empty for an empty text', () => {
		expect(readAllowedHosts('')).toEqual([]);
	});

	it.each([
		'https://a.example.com',
		'a.example.com/path',
		'*.example.com',
		'-a.com',
		'a@b',
		'a_b?',
		'ｓhop.example.com',
		'例子。中国',
	])('refuses %p', (text) => {
		expect(() => readAllowedHosts(text)).toThrow(InvalidInputError);
	});
});

describe('addFields', () => {
	it.each(SENT)('without fields leaves %s as it is', (address, href) => {
		expect(addFields(address, {})).toBe(href);
		expect(addFields(address, {}, 'fragment')).toBe(href);
	});

	it('adds to an existing query and keeps the fragment', () => {
		expect(addFields('https://a.example.com/x?y=1#f', { openid: 'o1', nickname: '张三 & Co' })).toBe(
			'https://a.example.com/x?y=1&openid=o1&nickname=%E5%BC%A0%E4%B8%89+%26+Co#f',
		);
	});

	it.each([
		['https://a.example.com', 'https://a.example.com?openid=o1'],
		['https://a.example.com/?', 'https://a.example.com/?openid=o1'],
		['https://a.example.com/?flag', 'https://a.example.com/?flag&openid=o1'],
		['https://a.example.com/?flag&', 'https://a.example.com/?flag&openid=o1'],
		[
			'https://a.example.com/商品?x=a%20b&sign=a+b&p=/x/{y}&%7B',
			'https://a.example.com/%E5%95%86%E5%93%81?x=a%20b&sign=a+b&p=/x/{y}&%7B&openid=o1',
		],
		['https://a.example.com/#/home', 'https://a.example.com/?openid=o1#/home'],
	])('to %s gives %s', (address, sent) => {
		expect(addFields(address, { openid: 'o1' })).toBe(sent);
	});

	it.each([
		['https://a.example.com/#/home', 'https://a.example.com/#/home?openid=o1'],
		['https://a.example.com/?v=1#/home?x=a+b', 'https://a.example.com/?v=1#/home?x=a+b&openid=o1'],
		['https://a.example.com/', 'https://a.example.com/#/?openid=o1'],
		['https://a.example.com/#', 'https://a.example.com/#/?openid=o1'],
		['https://a.example.com/?openid=forged#/a?openid=forged', 'https://a.example.com/#/a?openid=o1'],
		['https://a.example.com/#/a?b=#c', 'https://a.example.com/#/a?b=#c&openid=o1'],
	])('to the fragment of %s gives %s', (address, sent) => {
		expect(addFields(address, { openid: 'o1' }, 'fragment')).toBe(sent);
	});

	it('keeps any other query and fragment, character by character', () => {
		const text = fc
			.string({ unit: 'grapheme-ascii' })
			.map((one) => one.replace(/[\\#\s]/g, '').replace(/openid|%/gi, ''));
		fc.assert(
			fc.property(text, text, (query, fragment) => {
				const address = `https://a.example.com/?q${query}#f${fragment}`;
				expect(addFields(address, { openid: 'o1' })).toBe(
					`https://a.example.com/?q${query.replace(/&$/, '')}&openid=o1#f${fragment}`,
				);
			}),
		);
	});

	it('replaces a parameter of the same name, however often and in whatever spelling it is there', () => {
		expect(
			addFields('https://a.example.com/?openid=forged&a=1&%6fpenid=again#/x?openid=more', { openid: 'real' }),
		).toBe('https://a.example.com/?openid=real&a=1#/x');
	});
});
