import fc from 'fast-check';
import { readAddress, readOrigin } from '../../../core/account/serverAddress';

const FIELD = 'Custom API Host';

describe('readOrigin', () => {
	test.each([
		['https://proxy.example.com', 'https://proxy.example.com'],
		['https://proxy.example.com/', 'https://proxy.example.com'],
		['https://proxy.example.com//', 'https://proxy.example.com'],
		['HTTPS://Proxy.Example.COM', 'https://proxy.example.com'],
		['https://proxy.example.com:443', 'https://proxy.example.com'],
		['http://proxy.example.com:80/', 'http://proxy.example.com'],
		['https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
		['https://proxy.example.com.', 'https://proxy.example.com'],
		['https://微信.example', 'https://xn--vuqz89a.example'],
		['https://ｐｒｏｘｙ.example.com', 'https://proxy.example.com'],
		['https：／／proxy.example.com', 'https://proxy.example.com'],
		[' \u200bhttps://proxy.example.com\u3000', 'https://proxy.example.com'],
		['http://127.0.0.1:9', 'http://127.0.0.1:9'],
		['http://[::1]:8080/', 'http://[::1]:8080'],
		['https://proxy.example.com?', 'https://proxy.example.com'],
	])('%j is %s', (typed, origin) => {
		expect(readOrigin(typed, FIELD)).toBe(origin);
	});

	test.each([
		['', 'is empty'],
		['   ', 'is empty'],
		['proxy.example.com', 'is not an address with https:// or http://'],
		['proxy.example.com:443', 'is not an address with https:// or http://'],
		['//proxy.example.com', 'is not an address with https:// or http://'],
		['ftp://proxy.example.com', 'is not an address with https:// or http://'],
		['https:/proxy.example.com', 'is not an address with https:// or http://'],
		['https://', 'is not an address with https:// or http://'],
		['https://a:b:c', 'is not an address with https:// or http://'],
		['https://proxy.example.com:99999', 'is not an address with https:// or http://'],
		['https://proxy .example.com', 'has a space or a control character in it'],
		['https://proxy.example\n.com', 'has a space or a control character in it'],
		['https://proxy.example.com/\u0000', 'has a space or a control character in it'],
		['https://proxy.example.com/wechat', 'has a path or query behind the host name'],
		['https://proxy.example.com/wechat/', 'has a path or query behind the host name'],
		['https://api.weixin.qq.com/cgi-bin/token', 'has a path or query behind the host name'],
		['https://proxy.example.com?key=1', 'has a path or query behind the host name'],
		['https://proxy.example.com/#a', 'has a path or query behind the host name'],
		['https://proxy.example.com\\wechat', 'has a path or query behind the host name'],
		['https://user@proxy.example.com', 'has a user name or password before the host name'],
		['https://user:pass@proxy.example.com', 'has a user name or password before the host name'],
		['https://:pass@proxy.example.com', 'has a user name or password before the host name'],
		['https://.', 'has a host name with nothing between its dots'],
		['https://a..', 'has a host name with nothing between its dots'],
		['https://a..example.com', 'has a host name with nothing between its dots'],
	])('%j is refused by the name of the field', (typed, rule) => {
		expect(() => readOrigin(typed, FIELD)).toThrow(`${FIELD}: ${rule}`);
	});

	test('the remedy for a path is the host alone', () => {
		expect(() => readOrigin('https://Proxy.example.com:443/wechat', FIELD)).toThrow(
			expect.objectContaining({
				remedy: expect.stringContaining('Enter the host alone: https://proxy.example.com.') as string,
			}),
		);
	});

	test('gives an origin that is read as itself, or refuses', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.webUrl(),
					fc.string().map((text) => `https://${text}`),
					fc.stringMatching(/^[.a:0-9/]{1,6}$/).map((text) => `https://${text}`),
				),
				(typed) => {
					let origin: string;
					try {
						origin = readOrigin(typed, FIELD);
					} catch {
						return;
					}
					expect(readOrigin(origin, FIELD)).toBe(origin);
					expect(new URL('/cgi-bin/x', origin).pathname).toBe('/cgi-bin/x');
					expect(new URL(`${origin}/cgi-bin/x`).pathname).toBe('/cgi-bin/x');
				},
			),
		);
	});
});

describe('readAddress', () => {
	test.each([
		['https://Token.Example.com:443/wechat/', 'https://token.example.com/wechat/'],
		['https://token.example.com', 'https://token.example.com/'],
		['https://token.example.com/a?key=x%20y#part', 'https://token.example.com/a?key=x%20y'],
		['https://token.example.com/令牌?k=值', 'https://token.example.com/%E4%BB%A4%E7%89%8C?k=%E5%80%BC'],
	])('%s is %s', (typed, address) => {
		expect(readAddress(typed, 'Token Service URL')).toBe(address);
	});

	test.each([
		'',
		'token.example.com/wechat',
		'https://user:pass@token.example.com/',
		'https://token.example.com/a b',
	])('%j is refused by the name of the field', (typed) => {
		expect(() => readAddress(typed, 'Token Service URL')).toThrow(/^Token Service URL: /);
	});
});
