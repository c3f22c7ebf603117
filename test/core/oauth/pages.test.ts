import { createHash } from 'node:crypto';
import { readDomainFile } from '../../../core/oauth/domainFile';
import { LOGIN_PAGES } from '../../../core/oauth/loginPages';
import { redirectAnswer } from '../../../core/page/httpAnswer';
import { readPassThrough, readPassThroughRules } from '../../../core/oauth/passThrough';
import { pickLanguage } from '../../../core/page/pickLanguage';
import { type PageContent, renderPage } from '../../../core/page/renderPage';
import { readGrant } from '../../../core/oauth/userGrant';

const PAGE: PageContent = { status: 200, mood: 'good', language: 'en', title: 'Title', message: 'Message' };

describe('renderPage', () => {
	it('escapes every text that is put into it', () => {
		const evil = `<script>alert("1")</script>'&`;
		const { body } = renderPage({
			...PAGE,
			title: evil,
			message: evil,
			detail: evil,
			button: { label: evil, href: `https://a.example.com/?x="><script>` },
		});
		expect(body).not.toContain('<script>');
		expect(body.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39;&amp;/g)).toHaveLength(5);
		expect(body).toContain('href="https://a.example.com/?x=&quot;&gt;&lt;script&gt;"');
	});

	it('allows its own style sheet by digest and nothing else', () => {
		const { headers, body } = renderPage(PAGE);
		const style = /<style>([^]*)<\/style>/.exec(body)?.[1] ?? '';
		const digest = createHash('sha256').update(style).digest('base64');
		expect(headers['content-security-policy']).toBe(
			`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		);
	});

	it('draws a QR code in place of the mark, and asks for itself again when it is told to', () => {
		const { body, headers } = renderPage({
			...PAGE,
			code: { path: 'M0 0h1v1h-1z', size: 33 },
			reloadSeconds: 3,
		});
		expect(body).toContain('<main class="code">');
		expect(body).toContain('viewBox="0 0 33 33"');
		expect(headers.refresh).toBe('3');
		expect(renderPage({ ...PAGE, language: '', message: '' }).body).not.toMatch(/lang=|<p>|QR code/);
	});

	it('loads nothing and runs nothing', () => {
		const { body } = renderPage({ ...PAGE, button: { label: 'Again', href: 'https://a.example.com/' } });
		expect(body).not.toMatch(
			/<(script|link|img|iframe|form|object)\b|\bsrc=|\bon\w+=|style="|@import|url\(/i,
		);
	});

	it('is not kept, not sniffed, not framed and tells no other site where it was', () => {
		expect(renderPage({ ...PAGE, status: 403 })).toMatchObject({
			status: 403,
			headers: {
				'cache-control': 'no-store',
				'content-type': 'text/html; charset=utf-8',
				'referrer-policy': 'no-referrer',
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'content-language': 'en',
			},
		});
	});

	it('fits a phone', () => {
		expect(renderPage(PAGE).body).toContain(
			'<meta name="viewport" content="width=device-width,initial-scale=1',
		);
	});

	it('says nothing about the language of texts it does not know', () => {
		const { body, headers } = renderPage({ ...PAGE, language: '' });
		expect(body).toContain('<html>');
		expect(headers).not.toHaveProperty('content-language');
	});
});

describe('LOGIN_PAGES', () => {
	it.each(Object.entries(LOGIN_PAGES))('%s is written in both languages', (_name, { text }) => {
		expect(text.zh.title + text.zh.message).toMatch(/[\u4e00-\u9fff]/);
		expect(text.en.title).toMatch(/^[A-Z][a-z]/);
		expect(text.en.message).toMatch(/\.$/);
	});
});

describe('redirectAnswer', () => {
	it('is a 302 that nobody keeps', () => {
		expect(redirectAnswer('https://a.example.com/')).toEqual({
			status: 302,
			headers: {
				location: 'https://a.example.com/',
				'cache-control': 'no-store',
				'referrer-policy': 'no-referrer',
			},
			body: '',
		});
	});
});

describe('pickLanguage', () => {
	it.each([
		[undefined, 'zh'],
		['', 'zh'],
		['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
		['en-US,en;q=0.9,zh;q=0.8', 'en'],
		['en;q=0.5, zh-TW;q=0.8', 'zh'],
		['fr,ja', 'en'],
		['fr,zh;q=0.1', 'zh'],
		['zh;q=0,en', 'en'],
		[';;;=,,q', 'en'],
	])('takes %p for %s', (header, language) => {
		expect(pickLanguage(header)).toBe(language);
	});
});

describe('readDomainFile', () => {
	it('knows what the file says from its name', () => {
		expect(readDomainFile('MP_verify_Ab12Cd34Ef56Gh78.txt', '')).toEqual({
			name: 'MP_verify_Ab12Cd34Ef56Gh78.txt',
			content: 'Ab12Cd34Ef56Gh78',
		});
	});

	it('takes another content when one is given', () => {
		expect(readDomainFile('MP_verify_Ab12Cd34Ef56Gh78.txt', 'Other')?.content).toBe('Other');
	});

	it('is nothing without a name', () => {
		expect(readDomainFile('', '')).toBeUndefined();
	});

	it.each([
		'MP_verify_short.txt',
		'MP_verify_Ab12Cd34Ef56Gh7.txt',
		'MP_verify_Ab12Cd34Ef56Gh789.txt',
		'MP_verify_Ab12Cd34Ef56Gh78.html',
		'../MP_verify_Ab12Cd34Ef56Gh78.txt',
		'x',
	])('refuses the name %p', (name) => {
		expect(() => readDomainFile(name, '')).toThrow(/^Domain File Name: /);
	});

	it.each(['<b>', 'x'.repeat(65)])('refuses the content %j', (content) => {
		expect(() => readDomainFile('MP_verify_Ab12Cd34Ef56Gh78.txt', content)).toThrow(/^Domain File Content: /);
	});

	it('takes a content of 64 characters', () => {
		const content = 'x'.repeat(64);
		expect(readDomainFile('MP_verify_Ab12Cd34Ef56Gh78.txt', content)?.content).toBe(content);
	});
});

describe('readPassThroughRules', () => {
	it.each(['expires', 'sign'])('keeps %s for the signature, where links are signed', (name) => {
		const rows = [{ name, pattern: '' }];
		expect(() => readPassThroughRules(rows, true)).toThrow(`"${name}" is reserved`);
		expect(readPassThroughRules(rows)).toEqual([{ name }]);
	});

	it.each([
		['a reserved name', [{ name: 'code', pattern: '' }], /"code" is reserved/],
		['the other reserved name', [{ name: 'state', pattern: '' }], /"state" is reserved/],
		['an empty name', [{ name: '', pattern: '' }], /"" is not a name/],
		['a name with brackets', [{ name: 'a[b]', pattern: '' }], /"a\[b\]" is not a name/],
		[
			'the same name twice',
			[
				{ name: 'a', pattern: '' },
				{ name: 'a', pattern: '' },
			],
			/"a" is listed twice/,
		],
		['the name that WeChat adds', [{ name: 'connect_redirect', pattern: '' }], /reserved/],
		['a name of 65 characters', [{ name: 'x'.repeat(65), pattern: '' }], /is not a name of 1 to 64/],
		['the name of our own', [{ name: 'wxlogin', pattern: '' }], /"wxlogin" is reserved/],
		...(
			[
				['(', /missing closing \)/],
				['a)|(?:b', /unexpected \)/],
				['[a', /missing closing \]/],
				['*', /repetition/],
				['(?i', /missing|invalid/],
				['a{2000}', /invalid repeat count/],
				['(?=1)1', /\(\?= is look-around, which the engine does not support/],
				['(?!x)1', /\(\?! is look-around/],
				['(?<=x)1', /\(\?<= is look-around/],
				['(?<!x)1', /\(\?<! is look-around/],
				['(a)\\1', /\\1 is a back-reference, which the engine does not support/],
				['(?<n>a)\\k<n>', /\\k< is a back-reference/],
				['(?>a)', /\(\?> is an atomic group/],
			] as const
		).map(([pattern, reason]): [string, { name: string; pattern: string }[], RegExp] => [
			`the pattern ${pattern}`,
			[{ name: 'a', pattern }],
			new RegExp(`the pattern of "a" is not a regular expression in RE2 syntax: .*${reason.source}`),
		]),
	])('refuses %s', (_name, rows, message) => {
		expect(() => readPassThroughRules(rows)).toThrow(message);
	});
});

describe('readPassThrough', () => {
	it('reads a name of 64 characters with every sign that a name can have', () => {
		const name = 'aZ0_.~-'.padEnd(64, 'x');
		expect(readPassThrough({ [name]: '1' }, readPassThroughRules([{ name, pattern: '' }]))).toEqual({
			params: { [name]: '1' },
		});
	});

	it('leaves out what the link does not have, also names that every object has', () => {
		const rules = readPassThroughRules(['a', 'constructor'].map((name) => ({ name, pattern: '' })));
		expect(readPassThrough({}, rules)).toEqual({ params: {} });
	});

	const accepts = (pattern: string, value: string) =>
		'params' in readPassThrough({ a: value }, readPassThroughRules([{ name: 'a', pattern }]));

	it.each([
		['a|b', ['a', 'b'], ['axxx', 'xxxb', 'ab', 'a\n', '']],
		['^a|b$', ['a', 'b'], ['axxx', 'xxxb']],
		['a|ab', ['a', 'ab'], ['abc']],
		['(?i)yes', ['yes', 'YES'], ['yess', ' yes']],
		['(?m)^a$', ['a'], ['x\na', 'a\nx']],
		['(?s)a.c|d', ['abc', 'd'], ['abcd', 'xd']],
		['1\\d{10}', ['13800138000'], ['138001380001', 'x13800138000']],
		['[\\u4e00-\\u9fa5]+(·?[\\u4e00-\\u9fa5]+)*', ['张三', '买买提·艾力'], ['张三·', 'Tom']],
		['[(?=]\\\\1', ['=\\1'], ['=1']],
		['[\\](?=]', [']', '(', '='], ['a', '](?=']],
	])('%s matches the whole value: %j, and not %j', (pattern, good, bad) => {
		expect(good.filter((value) => !accepts(pattern, value))).toEqual([]);
		expect(bad.filter((value) => accepts(pattern, value))).toEqual([]);
	});

	it.each(['(\\w+\\s?)+', '(\\d+-?)+', '(\\w+\\s?)*', '(a|a)*b', '([\\u4e00-\\u9fa5]+·?)+x'])(
		'%s, which takes other engines years, refuses 512 characters',
		(pattern) => {
			for (const sign of ['a', '1', '字']) expect(accepts(pattern, `${sign.repeat(511)}!`)).toBe(false);
		},
	);
});

describe('readGrant', () => {
	it.each([1, '1'])('knows a virtual identity by %j, since some gateways turn numbers into texts', (flag) => {
		const grant = { access_token: 'a', openid: 'o', is_snapshotuser: flag };
		expect(readGrant(grant, 'snsapi_userinfo').isSnapshotUser).toBe(true);
		for (const is_snapshotuser of [0, '0'])
			expect(readGrant({ ...grant, is_snapshotuser }, 'snsapi_userinfo').isSnapshotUser).toBe(false);
	});

	it('reads the official example with a unionid', () => {
		expect(
			readGrant(
				{
					access_token: 'ACCESS_TOKEN',
					expires_in: 7200,
					refresh_token: 'REFRESH_TOKEN',
					openid: 'OPENID',
					scope: 'SCOPE',
					is_snapshotuser: 1,
					unionid: 'UNIONID',
				},
				'snsapi_userinfo',
			),
		).toEqual({
			openid: 'OPENID',
			unionid: 'UNIONID',
			scope: 'SCOPE',
			isSnapshotUser: true,
			accessToken: 'ACCESS_TOKEN',
			refreshToken: 'REFRESH_TOKEN',
			expiresIn: 7200,
		});
	});

	it('takes the scope that was asked for when the answer has none', () => {
		expect(readGrant({ access_token: 'a', openid: 'o' }, 'snsapi_base')).toMatchObject({
			scope: 'snsapi_base',
			unionid: null,
			isSnapshotUser: false,
		});
	});

	it.each([
		[7200, 7200],
		['7200', 7200],
		[31_536_000, 31_536_000],
		[31_536_001, null],
		[undefined, null],
		[null, null],
		['soon', null],
		['', null],
		[-1, null],
		[0, null],
		[1e15, null],
		['9'.repeat(400), null],
		[[7200], null],
		[{ seconds: 7200 }, null],
		[true, null],
	])('takes expires_in %j for %j seconds', (expires_in, expiresIn) => {
		expect(readGrant({ access_token: 'a', openid: 'o', expires_in }, 'snsapi_base')).toMatchObject({
			expiresIn,
		});
	});

	it.each([{ access_token: 'a' }, { openid: 'o' }, {}])('throws for %j, which names no user', (answer) => {
		expect(() => readGrant(answer, 'snsapi_base')).toThrow('the response names no user');
	});
});
