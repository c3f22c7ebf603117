import { redact, redactAnswer } from '../../../core/errors/redact';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = '75_OWN-access_token-OWN';
const secrets = [SECRET, TOKEN, 'weixin'];

describe('redact', () => {
	test('removes whole secrets, longer ones first, percent-encoded ones and those in queries', () => {
		const text = 'GET https://h/x?access_token=abc-def&openid=o1 secret-tail secret a%2Fb%2Fcdef';
		const clean = redact(text, ['secret', 'secret-tail', 'a/b/cdef', '', undefined]);
		expect(clean).toBe('GET https://h/x?access_token=***&openid=o1 *** *** ***');
	});

	test('removes what a longer secret has beyond a shorter one that it begins with', () => {
		expect(redact('GET /x/abcdef-tail', ['abcdef', 'abcdef-tail'])).toBe('GET /x/***');
		const long = `${SECRET}-tail-of-another`;
		expect(redact(`x ${long} y ${SECRET} z`, [SECRET, long])).toBe('x *** y *** z');
	});

	test.each([16, 17, 32, 200])('removes a secret of %d characters from within a word as well', (length) => {
		const secret = SECRET.repeat(7).slice(0, length);
		expect(redact(`a${secret}b`, [secret])).toBe('a***b');
	});

	test('leaves a secret of 15 characters alone within a word', () => {
		const secret = SECRET.slice(0, 15);
		expect(redact(`g${secret}h ${secret}`, [secret])).toBe(`g${secret}h ***`);
	});

	test.each(['a+b/c=d', 'p(a)s$s*w|d?', 'long+secret/with=signs&in it', '\\d{6}[a-z]'])(
		'removes the secret %s as it is, and percent-encoded, and nothing else',
		(secret) => {
			const text = `header ${secret}; body 123456a pass ${encodeURIComponent(secret)}.`;
			expect(redact(text, [secret])).toBe('header ***; body 123456a pass ***.');
		},
	);

	test.each([
		['https://h/cb?code=abc&state=1', 'https://h/cb?code=***&state=1'],
		['errcode=40001 zipcode=4711', 'errcode=40001 zipcode=4711'],
		['component_access_token=abc', 'component_access_token=***'],
		['{"url":"https://h/?code=ABC\\","b":1}', '{"url":"https://h/?code=***\\","b":1}'],
		['{"access_token":"80_X","expires_in":7200}', '{"access_token":"***","expires_in":7200}'],
		[
			'{\\"secret\\": \\"abc\\", \\"openid\\": \\"o1\\"}',
			'{\\"secret\\": \\"***\\", \\"openid\\": \\"o1\\"}',
		],
		['no secret: none', 'no secret: none'],
	])('makes %s to %s', (text, clean) => {
		expect(redact(text, [])).toBe(clean);
	});

	test('takes an ordinary word for a secret only where it stands alone', () => {
		const text = 'see https://developers.weixin.qq.com; the Token weixin, "weixin" or weixin.';
		expect(redact(text, secrets)).toBe('see https://developers.weixin.qq.com; the Token ***, "***" or ***.');
	});
});

describe('redactAnswer', () => {
	test('keeps what a looked-up request was about and hides every token in it', () => {
		const request = {
			invoke_time: 1760000000,
			request_url: 'access_token=50_Im7xxxx&openid=o1',
			request_body:
				'{"touser":"o1","url":"https://shop.example.com/?code=ABC","miniprogram":{"secret":"abc"}}',
			response_body: '{"access_token":"80_OTHER","expires_in":7200}',
		};
		expect(redactAnswer({ request }, secrets)).toEqual({
			request: {
				invoke_time: 1760000000,
				request_url: 'access_token=***&openid=o1',
				request_body:
					'{"touser":"o1","url":"https://shop.example.com/?code=ABC","miniprogram":{"secret":"***"}}',
				response_body: '{"access_token":"***","expires_in":7200}',
			},
		});
	});

	test('hides own secrets by value and tokens by key, at any depth', () => {
		const answer = {
			list: [{ note: `x ${SECRET} y` }, { access_token: 'T', authorizer_refresh_token: 'R' }],
		};
		expect(redactAnswer(answer, secrets)).toEqual({
			list: [{ note: 'x *** y' }, { access_token: '***', authorizer_refresh_token: '***' }],
		});
	});

	test('leaves tickets, numbers, empty values and addresses alone', () => {
		const answer = {
			ticket: 'gQH47joAAAAAAAAAASxodHRwOi8v',
			url: 'http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI?ticket=gQH47&code=1',
			msgid: '3345678901234567891',
			secret: '',
			count: 3,
			nothing: null,
			access_token: null,
			app_secret: { is_set: true },
		};
		expect(redactAnswer(answer, secrets)).toEqual(answer);
	});
});

test('a secret that holds half a character is removed as it is, and as an address carries it', () => {
	const secret = 'half-of-an-emoji-\ud83d';
	const address = `https://api.example.com/?key=${encodeURIComponent('half-of-an-emoji-\ufffd')}`;
	expect(redact(`${secret} at ${address}`, [secret])).toBe('*** at https://api.example.com/?key=***');
});
