import { CATALOGUE, findCode } from '../../../core/errors/catalogue';
import { explainRefusal, explainUnknown } from '../../../core/errors/explain';
import { redact } from '../../../core/errors/redact';
import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';

const NOW = 1_795_330_800; // 2026-11-22 15:00 in Beijing

const explain = (errcode: number, errmsg: string, path = '/cgi-bin/x', hints = {}) =>
	explainRefusal(new PlatformRefusal({ errcode, errmsg, path, body: {} }), { nowSeconds: NOW, hints });

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
	expect(explain(45009, 'reach max api daily quota limit').description).toContain('2026-11-22T16:00:00.000Z');
});

test('40001 means a wrong secret on the token endpoint and a rival elsewhere', () => {
	expect(explain(40001, 'x', '/cgi-bin/stable_token').description).toContain(
		'AppSecret in the credential is wrong',
	);
	expect(explain(40001, 'x', '/cgi-bin/user/info').description).toContain('another program is replacing it');
});

test('47003 names the field out of the official text', () => {
	expect(explain(47003, 'argument invalid! data.thing1.value invalid rid: a-b').description).toContain(
		'field thing1',
	);
	expect(explain(47003, 'argument invalid! thing01.DATA is invalid').description).toContain('field thing01');
});

test('48001 names the account types, 45015 the 48-hour rule, an operation hint comes before the catalogue', () => {
	expect(explain(48001, 'api unauthorized').description).toContain('certified service account');
	expect(explain(45015, 'response out of time limit').description).toContain('48-hour');
	expect(explain(40003, 'invalid openid', '/x', { 40003: 'Hint of the operation.' }).description).toMatch(
		/^Hint of the operation/,
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
	const { message, description } = explainRefusal(error, { nowSeconds: NOW });
	expect(message).toBe('WeChat 987654: odd');
	expect(description).toContain('61-62');
});

test('an unknown result says whether anything may have been sent', () => {
	const lost = new ResultUnknown('maybe-sent', 'no answer came in time', '/cgi-bin/message/custom/send');
	expect(explainUnknown(lost, 'write').description).toContain('may have carried out');
	expect(explainUnknown(lost, 'read').description).toContain('Nothing was changed');
	expect(explainUnknown(new ResultUnknown('not-sent', 'refused', '/x'), 'write').description).toContain(
		'Nothing was sent',
	);
});

test('redact removes whole secrets, longer ones first, percent-encoded ones and those in queries', () => {
	const text = 'GET https://h/x?access_token=abc-def&openid=o1 secret-tail secret a%2Fb%2Fcdef';
	const clean = redact(text, ['secret', 'secret-tail', 'a/b/cdef', '', undefined]);
	expect(clean).toBe('GET https://h/x?access_token=***&openid=o1 *** *** ***');
});
