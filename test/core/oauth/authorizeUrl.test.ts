import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { type AuthorizeRequest, authorizeUrl } from '../../../core/protocol/authorizeUrl';

const OPEN = 'https://open.weixin.qq.com';

const PLAIN: AuthorizeRequest = {
	openHost: OPEN,
	appid: 'wx0123456789abcdef',
	redirectUri: 'https://n8n.example.com/webhook/1/oauth',
	scope: 'snsapi_userinfo',
	state: 'abc123',
};

function namesOf(url: string): string[] {
	return [...new URL(url).searchParams.keys()];
}

describe('authorizeUrl', () => {
	// Examples of the official pages, letter by letter.
	it.each([
		[
			'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxf0e81c3bee622d60&redirect_uri=http%3A%2F%2Fnba.bluewebgame.com%2Foauth_response.php&response_type=code&scope=snsapi_userinfo&state=STATE#wechat_redirect',
			{
				appid: 'wxf0e81c3bee622d60',
				redirectUri: 'http://nba.bluewebgame.com/oauth_response.php',
				scope: 'snsapi_userinfo',
				state: 'STATE',
			},
		],
		[
			'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx520c15f417810387&redirect_uri=https%3A%2F%2Fchong.qq.com%2Fphp%2Findex.php%3Fd%3D%26c%3DwxAdapter%26m%3DmobileDeal%26showwxpaytitle%3D1%26vb2ctag%3D4_2030_5_1194_60&response_type=code&scope=snsapi_base&state=123#wechat_redirect',
			{
				appid: 'wx520c15f417810387',
				redirectUri:
					'https://chong.qq.com/php/index.php?d=&c=wxAdapter&m=mobileDeal&showwxpaytitle=1&vb2ctag=4_2030_5_1194_60',
				scope: 'snsapi_base',
				state: '123',
			},
		],
		[
			'https://open.weixin.qq.com/connect/qrconnect?appid=wxbdc5610cc59c1631&redirect_uri=https%3A%2F%2Fpassport.yhd.com%2Fwechat%2Fcallback.do&response_type=code&scope=snsapi_login&state=3d6be0a4035d839573b04816624a415e#wechat_redirect',
			{
				appid: 'wxbdc5610cc59c1631',
				redirectUri: 'https://passport.yhd.com/wechat/callback.do',
				scope: 'snsapi_login',
				state: '3d6be0a4035d839573b04816624a415e',
			},
		],
	] satisfies [string, Partial<AuthorizeRequest>][])('equals the official example %s', (example, parts) => {
		expect(authorizeUrl({ ...PLAIN, ...parts })).toBe(example);
	});

	it('keeps the order that the platform compares with, every optional parameter included', () => {
		expect(namesOf(authorizeUrl({ ...PLAIN, forceSnapShot: true, forcePopup: true }))).toEqual([
			'appid',
			'redirect_uri',
			'response_type',
			'scope',
			'state',
			'forcePopup',
			'forceSnapShot',
		]);
	});

	it('is the same text however the parts are ordered', () => {
		const reversed = Object.fromEntries(Object.entries({ ...PLAIN, forcePopup: true }).reverse());
		expect(authorizeUrl(reversed as unknown as AuthorizeRequest)).toBe(
			authorizeUrl({ ...PLAIN, forcePopup: true }),
		);
	});

	it.each([
		['forcePopup', { forcePopup: true }, '&state=abc123&forcePopup=true#wechat_redirect'],
		['forceSnapShot', { forceSnapShot: true }, '&state=abc123&forceSnapShot=true#wechat_redirect'],
		[
			'neither',
			{ forcePopup: false, forceSnapShot: false },
			'&scope=snsapi_userinfo&state=abc123#wechat_redirect',
		],
	])('ends as it must with %s', (_name, parts, ending) => {
		expect(authorizeUrl({ ...PLAIN, ...parts }).endsWith(ending)).toBe(true);
	});

	it('gives the QR code page its language and none of the phone’s parameters', () => {
		const url = authorizeUrl({
			...PLAIN,
			scope: 'snsapi_login',
			lang: 'en',
			forcePopup: true,
			forceSnapShot: true,
		});
		expect(new URL(url).pathname).toBe('/connect/qrconnect');
		expect(namesOf(url)).toEqual(['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'lang']);
	});

	it('encodes everything in the redirect URI that could be taken for syntax', () => {
		const url = authorizeUrl({ ...PLAIN, redirectUri: "https://a.example.com/x?y=1&z=(2)*!'~#f" });
		expect(url).toContain(
			'redirect_uri=https%3A%2F%2Fa.example.com%2Fx%3Fy%3D1%26z%3D%282%29%2A%21%27~%23f&response_type',
		);
		expect(new URL(url).hash).toBe('#wechat_redirect');
	});

	it('uses the host it is given', () => {
		expect(authorizeUrl({ ...PLAIN, openHost: 'http://127.0.0.1:9000' })).toMatch(
			/^http:\/\/127\.0\.0\.1:9000\/connect\/oauth2\/authorize\?appid=/,
		);
	});

	it.each(['', 'a b', 'with-dash', 'ümlaut', 'x'.repeat(129)])('refuses the state %p', (state) => {
		expect(() => authorizeUrl({ ...PLAIN, state })).toThrow(InvalidInputError);
	});

	it('accepts a state of 128 characters', () => {
		expect(authorizeUrl({ ...PLAIN, state: 'x'.repeat(128) })).toContain(`&state=${'x'.repeat(128)}#`);
	});

	it('says that nothing was entered', () => {
		expect(() => authorizeUrl({ ...PLAIN, redirectUri: '', state: '' })).toThrow(
			/^2 fields break their rules: Redirect URL, State$/,
		);
		expect(() => authorizeUrl({ ...PLAIN, redirectUri: '' })).toThrow('Redirect URL: is empty');
		expect(() => authorizeUrl({ ...PLAIN, state: '' })).toThrow('State: is empty, and must be 1 to 128');
	});

	it.each([
		'',
		'/webhook/1',
		'n8n.example.com/oauth',
		'ftp://a.example.com/',
		'javascript:alert(1)',
		'https://',
		'https://a b/',
		'https://例子.cn/',
	])('refuses the redirect URI %p', (redirectUri) => {
		expect(() => authorizeUrl({ ...PLAIN, redirectUri })).toThrow(/^Redirect URL: /);
	});
});
