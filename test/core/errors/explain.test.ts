import type { AccountType } from '../../../core/errors/accountTypes';
import { CATALOGUE, controlFlowOf, findCode } from '../../../core/errors/catalogue';
import { explainRefusal } from '../../../core/errors/explain';
import { explainUnknown } from '../../../core/errors/explainUnknown';
import {
	type Attempts,
	WechatApiError,
	type Renewal,
	IndeterminateResultError,
} from '../../../core/errors/WechatErrors';

const NOW = 1_795_330_800; // 2026-11-22 15:00 in Beijing

type More = Partial<Parameters<typeof explainRefusal>[1]> & { attempts?: Attempts; renewal?: Renewal };

const explain = (
	errcode: number,
	errmsg: string,
	path = '/cgi-bin/x',
	{ attempts, renewal, ...more }: More = {},
) =>
	explainRefusal(new WechatApiError({ errcode, errmsg, path, body: {}, attempts, renewal }), {
		nowSeconds: NOW,
		effect: 'read',
		...more,
	});

const WRITE: Attempts = { effect: 'write', deduplicated: false, made: 1, open: 1 };
const READS: Attempts = { effect: 'read', deduplicated: false, made: 4, open: 4 };
const SENDS: Attempts = { effect: 'write', deduplicated: true, made: 4, open: 4 };

test('the headline says what happened and has the code in brackets; WeChat’s own text, path and codes stay out', () => {
	expect(explain(40003, 'invalid openid rid: 61-62')).toEqual({
		message: 'This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号',
		description:
			'Give an OpenID of the account of the credential: the same person has a different one in every account and mini program, and a person who unfollowed may be unknown.',
	});
});

test('codes are unique', () => {
	expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
	expect(findCode(123456789)).toBeUndefined();
});

test.each(['203.0.113.7', '240e:3b7:3272::1'])('40164 names the address %s and where to add it', (ip) => {
	const { message, description } = explain(
		40164,
		`invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist rid: 1-2-3`,
	);
	expect(message).toBe(
		`The IP address ${ip} is not in the allowlist of the account (WeChat 40164) · IP 不在白名单`,
	);
	expect(description).toContain(
		`Add ${ip} to the IP allowlist (IP 白名单) of the account in the WeChat console (微信开发者平台 → 我的业务`,
	);
});

test('40164 without an address says the same in general', () => {
	expect(explain(40164, 'not in whitelist').message).toBe(
		'The IP address of this n8n is not in the allowlist of the account (WeChat 40164) · IP 不在白名单',
	);
});

test('45009 says when the quota returns, at midnight in Beijing', () => {
	const { description } = explain(45009, 'reach max api daily quota limit');
	expect(description).toContain('The quota returns at 00:00 on 23 November, Beijing time.');
});

test.each(['/cgi-bin/stable_token', '/cgi-bin/token', 'the token service'])(
	'45009 of %s names the only reset that needs no token',
	(path) => {
		const { description } = explain(45009, 'reach max api daily quota limit', path);
		expect(description).toContain('The quota returns at 00:00 on 23 November, Beijing time.');
		expect(description).toContain('use Account → Clear Quota by AppSecret');
		expect(description).not.toContain('Get API Quota');
	},
);

test('40013 of a token is not put down to a mini program', () => {
	expect(explain(40013, 'invalid appid', '/cgi-bin/stable_token').description).not.toContain('mini program');
	expect(explain(40013, 'invalid appid', '/cgi-bin/message/custom/send').description).toContain(
		'mini program',
	);
});

test('45009 of the reset of one API is not about a day', () => {
	const { description } = explain(45009, 'reach max api daily quota limit', '/cgi-bin/openapi/quota/clear');
	expect(description).not.toContain('November');
});

test.each([40001, 40014, 42001])(
	'%d of a call with the token of a user is not put down to another program',
	(code) => {
		for (const path of ['/sns/userinfo', '/sns/auth', '/sns/oauth2/refresh_token']) {
			const { message, description } = explain(code, 'invalid credential', path);
			expect(message).toBe(`WeChat refused the token of the user (WeChat ${code})`);
			expect(description).toContain('let the user log in again');
			expect(description).not.toMatch(/another program|Token Source|AppSecret in the credential/);
		}
	},
);

test.each([
	[
		'/cgi-bin/stable_token',
		'The AppSecret is wrong (WeChat 40001) · AppSecret 错误',
		'Copy the AppSecret from the WeChat console into the credential',
	],
	[
		'/cgi-bin/token',
		'The AppSecret is wrong (WeChat 40001) · AppSecret 错误',
		'Copy the AppSecret from the WeChat console into the credential',
	],
	[
		'/sns/oauth2/access_token',
		'The AppSecret is wrong (WeChat 40001) · AppSecret 错误',
		'Copy the AppSecret from the WeChat console into the credential',
	],
	[
		'the token service',
		'The token service was refused by WeChat (WeChat 40001)',
		'Correct the AppSecret that the token service uses',
	],
	[
		'/cgi-bin/user/info',
		'WeChat refused the access token (WeChat 40001) · access_token 无效',
		'another program is replacing it',
	],
])('the token refused by %s: %s', (path, headline, remedy) => {
	const { message, description } = explain(40001, 'x', path);
	expect(message).toBe(headline);
	expect(description).toContain(remedy);
});

test.each([
	['/cgi-bin/stable_token', 'AppID and AppSecret were sent, but did not arrive'],
	['/cgi-bin/token', 'AppID and AppSecret were sent, but did not arrive'],
	['the token service', 'Enter the AppID in the credential.'],
	['/cgi-bin/user/info', 'Enter the AppID in the credential.'],
])('the AppID missing at %s: %s', (path, remedy) => {
	expect(explain(41002, 'appid missing', path).description).toContain(remedy);
});

describe('a refused token that was renewed', () => {
	const renewal = { replaced: true, forced: 3, mostForced: 10, nextForceAt: (NOW + 90) * 1000 };

	test.each([40001, 40014, 42001])(
		'%d says how often force was used and when it is possible again',
		(code) => {
			const { description } = explain(code, 'x', '/cgi-bin/x', { renewal });
			expect(description).toContain(
				'The access token was renewed and refused again: another program is replacing it.',
			);
			expect(description).toContain(
				'Within 24 hours, 3 of at most 10 forced renewals were used, and the next one is possible from 15:01 on 22 November, Beijing time.',
			);
		},
	);

	test('and that came back the same says so', () => {
		const { description } = explain(40001, 'x', '/cgi-bin/x', {
			renewal: { ...renewal, replaced: false, forced: 1 },
		});
		expect(description).toContain('should have been renewed, but WeChat gave the same one again');
		expect(description).toContain('1 of at most 10 forced renewals was used');
	});

	test('without force says nothing of it', () => {
		const { description } = explain(40001, 'x', '/cgi-bin/x', { renewal: { ...renewal, forced: 0 } });
		expect(description).not.toContain('force');
	});
});

test('47003 names the field out of the official text', () => {
	expect(explain(47003, 'argument invalid! data.thing1.value invalid rid: a-b').description).toContain(
		'field thing1',
	);
	expect(explain(47003, 'argument invalid! thing01.DATA is invalid').description).toContain('field thing01');
	for (const empty of ['empty', 'emtpy']) {
		expect(explain(47003, `argument invalid! data.time2.value is ${empty} rid: a-b`).description).toContain(
			'The template field time2 has no value',
		);
	}
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
	expect(description).toBe('Hint of the operation.');
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

describe.each([-1, 61450, 886001, 9500002, 268487001, 268487002, 268488001])('busy, code %d', (code) => {
	test('leaves a write open and does not say that it should be sent again', () => {
		for (const attempts of [WRITE, undefined]) {
			const { description } = explain(code, 'system error', '/cgi-bin/x', { attempts, effect: 'write' });
			expect(description).toContain('may have carried out the call anyway, so it was not sent again');
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

test.each([
	[40241, 'The message is duplicate in 60 seconds'],
	[40252, '你正在调用的模板下发的部分内容已进入平台审核流程，在审核完成前，相关内容暂时无法下发。'],
])('%d, which stands for a message that WeChat has taken, says that it is not sent again', (code, errmsg) => {
	const { message, description } = explain(code, errmsg, '/cgi-bin/message/template/send');
	expect(`${message}. ${description}`).toContain('Do not send it again');
	expect(controlFlowOf(code).retry).toBe('no');
});

test('a refusal after attempts without an answer says that one of them may have worked', () => {
	const attempts = { ...SENDS, made: 3, open: 2 };
	expect(explain(43004, 'require subscribe', '/x', { attempts }).description).toContain(
		'Before this answer, 2 of 3 attempts got no answer and may have been carried out.',
	);
	expect(explain(43004, 'require subscribe', '/x', { attempts: READS }).description).not.toContain(
		'attempts',
	);
});

test('an unknown code still gives its number and the text of WeChat', () => {
	const error = new WechatApiError({
		errcode: 987654,
		errmsg: 'odd rid: 61-62',
		path: '/x',
		rid: '61-62',
		body: {},
	});
	const { message, description } = explainRefusal(error, { nowSeconds: NOW, effect: 'read' });
	expect(message).toBe('WeChat refused the call: odd (WeChat 987654)');
	expect(description).toContain('This code is in none of the official tables.');
});

test.each(['system busy, please try later rid: 61-62', 'system error'])(
	'an unknown code that says "%s" is no refusal: a write stays open',
	(errmsg) => {
		const { message, description } = explain(987654, errmsg, '/x', { effect: 'write' });
		expect(message).toBe('WeChat was too busy to answer (WeChat 987654)');
		expect(description).toContain('may have carried out the call anyway, so it was not sent again');
	},
);

test.each([
	['', 'WeChat refused the call (WeChat 987654)'],
	[' rid: 61-62', 'WeChat refused the call (WeChat 987654)'],
	['x'.repeat(161), `WeChat refused the call: ${'x'.repeat(160)}… (WeChat 987654)`],
])('an unknown code with the text "%.20s" has a headline of bounded length', (errmsg, message) => {
	expect(explain(987654, errmsg).message).toBe(message);
});

describe('an unknown result', () => {
	const REASON = 'no answer came in time';
	const lost = (attempts?: Attempts) =>
		new IndeterminateResultError('maybe-sent', REASON, '/cgi-bin/x', attempts);

	test('of a write says that it may have been carried out and was not sent again', () => {
		for (const error of [lost(), lost(WRITE)]) {
			expect(explainUnknown(error, 'write').description).toContain(
				'may have carried out the call anyway, so it was not sent again',
			);
		}
	});

	test('of the exchange of a code says that the code may be used up', () => {
		const exchange = new IndeterminateResultError('maybe-sent', REASON, '/sns/oauth2/access_token', WRITE);
		const { description } = explainUnknown(exchange, 'write');
		expect(description).toContain('The code may be used up: let the person log in again.');
		expect(description).not.toContain('Check in WeChat');
	});

	test('of a read says how often it was tried and that nothing was changed', () => {
		const { description } = explainUnknown(lost(READS), 'write');
		expect(description).toContain('in 4 attempts. The call only reads, so nothing was changed');
	});

	test('of a de-duplicated send says that it was repeated with the same id', () => {
		const { message, description } = explainUnknown(lost(SENDS), 'write');
		expect(message).toBe(`Result unknown: ${REASON}`);
		expect(description).toContain('in 4 attempts. Every attempt carried the same client_msg_id');
		expect(description).not.toContain('not sent again');
	});

	test('is not there when nothing was ever sent', () => {
		const refused = new IndeterminateResultError('not-sent', 'the connection was refused', '/x');
		expect(explainUnknown(refused, 'write')).toEqual({
			message: 'WeChat was not reached: the connection was refused',
			description: expect.stringContaining('Nothing was sent. Check the API Host') as string,
		});
	});

	test('stays when only the last of several attempts was not sent', () => {
		const attempts = { ...SENDS, open: 1 };
		const refused = new IndeterminateResultError('not-sent', 'the connection was refused', '/x', attempts);
		const { message, description } = explainUnknown(refused, 'write');
		expect(message).toBe('Result unknown: the connection was refused');
		expect(description).not.toContain('Nothing was sent');
	});
});
