import type { AccountType } from '../../../core/errors/accountTypes';
import { CATALOGUE, findCode } from '../../../core/errors/catalogue';
import { explainRefusal, explainUnknown } from '../../../core/errors/explain';
import { type Attempts, PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';

const NOW = 1_795_330_800; // 2026-11-22 15:00 in Beijing

type More = Partial<Parameters<typeof explainRefusal>[1]> & { attempts?: Attempts };

const explain = (errcode: number, errmsg: string, path = '/cgi-bin/x', { attempts, ...more }: More = {}) =>
	explainRefusal(new PlatformRefusal({ errcode, errmsg, path, body: {}, attempts }), {
		nowSeconds: NOW,
		effect: 'read',
		...more,
	});

const WRITE: Attempts = { effect: 'write', deduplicated: false, made: 1, open: 1 };
const READS: Attempts = { effect: 'read', deduplicated: false, made: 4, open: 4 };
const SENDS: Attempts = { effect: 'write', deduplicated: true, made: 4, open: 4 };

test('every code of the catalogue explains itself with its meaning and an advice', () => {
	expect(CATALOGUE.length).toBeGreaterThan(350);
	for (const { code, meaning, errmsg } of CATALOGUE) {
		const { message, description } = explain(code, errmsg);
		expect(message).toContain(String(code));
		expect(description).toContain(meaning);
		expect(description.length).toBeGreaterThan(meaning.length + 20);
	}
});

test('codes are unique', () => {
	expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
	expect(findCode(123456789)).toBeUndefined();
});

test('40164 names the address to allow-list', () => {
	const { description } = explain(
		40164,
		'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1-2-3',
	);
	expect(description).toContain('Add 203.0.113.7 to the IP allowlist');
});

test('45009 says when the quota returns, at midnight in Beijing', () => {
	const { description } = explain(45009, 'reach max api daily quota limit');
	expect(description).toContain('The quota returns at 00:00 on 23 November, Beijing time.');
});

test('45009 of the reset of one API is not about a day', () => {
	const { description } = explain(45009, 'reach max api daily quota limit', '/cgi-bin/openapi/quota/clear');
	expect(description).not.toContain('November');
});

test.each([40001, 40014, 42001])(
	'%d of a call with the token of a user is not put down to another program',
	(code) => {
		for (const path of ['/sns/userinfo', '/sns/auth', '/sns/oauth2/refresh_token']) {
			const { description } = explain(code, 'invalid credential', path);
			expect(description).toContain('The token of the user was refused');
			expect(description).not.toMatch(/another program|Token Source|AppSecret in the credential/);
		}
	},
);

test('40001 means a wrong secret on the token endpoint and a rival elsewhere', () => {
	expect(explain(40001, 'x', '/cgi-bin/stable_token').description).toContain(
		'AppSecret in the credential is wrong',
	);
	expect(explain(40001, 'x', '/sns/oauth2/access_token').description).toContain(
		'AppSecret in the credential is wrong',
	);
	expect(explain(40001, 'x', 'the token service').description).toContain('token service passed this on');
	expect(explain(40001, 'x', '/cgi-bin/user/info').description).toContain('another program is replacing it');
});

test('47003 names the field out of the official text', () => {
	expect(explain(47003, 'argument invalid! data.thing1.value invalid rid: a-b').description).toContain(
		'field thing1',
	);
	expect(explain(47003, 'argument invalid! thing01.DATA is invalid').description).toContain('field thing01');
});

test('48001 says what the operation needs, where that is known', () => {
	const needs = (account: AccountType) =>
		explain(48001, 'api unauthorized', '/cgi-bin/x', { account }).description;
	expect(needs('certified service account')).toContain(
		'This operation needs a certified service account (认证服务号).',
	);
	expect(needs('certified')).toContain(
		'a certified subscription account (认证订阅号) or a test account (测试号).',
	);
	for (const account of ['any', 'depends on the API'] as const) {
		expect(needs(account)).not.toContain('This operation needs');
		expect(needs(account)).toContain('certified service account');
	}
});

test('45015 tells the 48-hour rule', () => {
	expect(explain(45015, 'response out of time limit').description).toContain('48 hours');
});

test('a hint of the operation takes the place of what the catalogue says', () => {
	const { description } = explain(40003, 'invalid openid', '/x', {
		hints: { 40003: 'Hint of the operation.' },
	});
	expect(description).toBe(
		'Hint of the operation. API /x. Codes: https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html',
	);
});

test.each(['/cgi-bin/token', '/cgi-bin/stable_token', 'the token service'])(
	'a hint of the operation is not given for a refusal of %s',
	(path) => {
		const hints = { 40013: 'The AppID of the mini program is wrong.' };
		const { description } = explain(40013, 'invalid appid', path, { hints });
		expect(description).not.toContain('The AppID of the mini program is wrong.');
		expect(description).toContain('Compare the AppID in the credential');
	},
);

test('a hint does not hide what only this answer tells', () => {
	const hints = { 45009: 'Hint.', 47003: 'Hint.' };
	expect(explain(45009, 'x', '/x', { hints }).description).toContain('Hint. The quota returns at');
	expect(explain(47003, 'data.thing1.value invalid', '/x', { hints }).description).toContain(
		'Hint. The template field thing1',
	);
});

describe.each([-1, 61450, 886001, 268487001, 268487002])('busy, code %d', (code) => {
	test('leaves a write open and does not say that it should be sent again', () => {
		for (const attempts of [WRITE, undefined]) {
			const { description } = explain(code, 'system error', '/cgi-bin/x', { attempts, effect: 'write' });
			expect(description).toContain('may have carried out /cgi-bin/x all the same, so it was not sent again');
			expect(description).not.toMatch(/[Rr]etry|again (later|in a few)|[Tt]ry again/);
		}
	});

	test('says how often a read was tried', () => {
		const { description } = explain(code, 'system error', '/cgi-bin/x', { attempts: READS });
		expect(description).toContain('WeChat was asked 4 times. The call only reads');
	});

	test('says that a de-duplicated send was repeated, and to what end', () => {
		const { description } = explain(code, 'system error', '/x', { attempts: SENDS, effect: 'write' });
		expect(description).toContain('WeChat was asked 4 times. Every attempt carried the same client_msg_id');
		expect(description).not.toContain('not sent again');
	});
});

test('a refusal after attempts without an answer says that one of them may have worked', () => {
	const attempts = { ...SENDS, made: 3, open: 2 };
	expect(explain(43004, 'require subscribe', '/x', { attempts }).description).toContain(
		'Before this answer, 2 of 3 attempts brought none and may have been carried out.',
	);
	expect(explain(43004, 'require subscribe', '/x', { attempts: READS }).description).not.toContain(
		'attempts',
	);
});

test('an unknown code still gives number, text and rid', () => {
	const error = new PlatformRefusal({
		errcode: 987654,
		errmsg: 'odd rid: 61-62',
		path: '/x',
		rid: '61-62',
		body: {},
	});
	const { message, description } = explainRefusal(error, { nowSeconds: NOW, effect: 'read' });
	expect(message).toBe('WeChat 987654: odd');
	expect(description).toContain('61-62');
});

describe('an unknown result', () => {
	const REASON = 'no answer came in time';
	const lost = (attempts?: Attempts) => new ResultUnknown('maybe-sent', REASON, '/cgi-bin/x', attempts);

	test('of a write says that it may have been carried out and was not sent again', () => {
		for (const error of [lost(), lost(WRITE)]) {
			expect(explainUnknown(error, 'write').description).toContain(
				'may have carried out /cgi-bin/x all the same, so it was not sent again',
			);
		}
	});

	test('of the exchange of a code says that the code may be used up', () => {
		const exchange = new ResultUnknown('maybe-sent', REASON, '/sns/oauth2/access_token', WRITE);
		const { description } = explainUnknown(exchange, 'write');
		expect(description).toContain('The code may be used up: let the person log in again.');
		expect(description).not.toContain('Check in WeChat');
	});

	test('of a read says how often it was tried and that nothing was changed', () => {
		const { description } = explainUnknown(lost(READS), 'write');
		expect(description).toContain(
			'from /cgi-bin/x in 4 attempts. The call only reads, so nothing was changed',
		);
	});

	test('of a de-duplicated send says that it was repeated with the same id', () => {
		const { message, description } = explainUnknown(lost(SENDS), 'write');
		expect(message).toBe(`Result unknown: ${REASON}`);
		expect(description).toContain('in 4 attempts. Every attempt carried the same client_msg_id');
		expect(description).not.toContain('not sent again');
	});

	test('is not there when nothing was ever sent', () => {
		const refused = new ResultUnknown('not-sent', 'the connection was refused', '/x');
		expect(explainUnknown(refused, 'write')).toEqual({
			message: 'WeChat was not reached: the connection was refused',
			description: expect.stringContaining('Nothing was sent (/x).') as string,
		});
	});

	test('stays when only the last of several attempts was not sent', () => {
		const attempts = { ...SENDS, open: 1 };
		const refused = new ResultUnknown('not-sent', 'the connection was refused', '/x', attempts);
		const { message, description } = explainUnknown(refused, 'write');
		expect(message).toBe('Result unknown: the connection was refused');
		expect(description).not.toContain('Nothing was sent');
	});
});
