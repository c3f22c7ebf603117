import {
	InvalidInputError,
	WechatApiError,
	IndeterminateResultError,
} from '../../../core/errors/WechatErrors';
import { isIndeterminate } from '../../../core/errors/attempts';
import { failedItem, isRetryable, reasonOf } from '../../../nodes/shared/itemFailures';

const send = { effect: 'write', deduplicated: true } as const;
const write = { effect: 'write', deduplicated: false } as const;
const read = { effect: 'read', deduplicated: false } as const;

const refusal = (errcode: number) =>
	new WechatApiError({ errcode, errmsg: 'refused', path: '/cgi-bin/x', body: {} });

test.each([40003, 43004, 43101, 47003, 40037, 987654])(
	'a refusal that stays (%i) is not worth another try',
	(code) => {
		expect(isRetryable(refusal(code), send, false)).toBe(false);
	},
);

test.each([-1, 45011, 42001])('a refusal that passes (%i) is worth another try', (code) => {
	expect(isRetryable(refusal(code), send, false)).toBe(true);
});

test('"system busy" is worth another try only where the platform drops a second copy, or nothing is changed', () => {
	expect([read, send, write].map((operation) => isRetryable(refusal(-1), operation, false))).toEqual([
		true,
		true,
		false,
	]);
});

describe('a write of several attempts, one of which may have been carried out,', () => {
	const open = { effect: 'write', deduplicated: true, made: 3, open: 1 } as const;
	const unsent = new IndeterminateResultError('not-sent', 'the connection was refused', '/cgi-bin/x', open);
	const refused = new WechatApiError({ ...refusal(45009).refusal, attempts: open });
	const asRead = { ...open, effect: 'read' } as const;

	test.each([
		['did not leave this machine', unsent],
		['was refused', refused],
	])('has an unknown result although its last one %s', (_name, error) => {
		expect(isIndeterminate(error)).toBe(true);
		for (const fatal of [true, false]) {
			expect(isRetryable(error, write, fatal)).toBe(false);
			expect(isRetryable(error, send, fatal)).toBe(true);
		}
	});

	test('is summed up as such', () => {
		expect(reasonOf(unsent)).toBe('result unknown');
	});

	test('is another matter than a read', () => {
		const lost = new IndeterminateResultError(unsent.reach, unsent.reason, unsent.path, asRead);
		expect(isIndeterminate(lost)).toBe(false);
		expect(isIndeterminate(new WechatApiError({ ...refused.refusal, attempts: asRead }))).toBe(false);
		expect(reasonOf(lost)).toBe('not reached');
	});
});

test('what is unknown of a token leaves nothing unknown of the item, which may be tried again', () => {
	for (const path of ['/cgi-bin/stable_token', '/cgi-bin/token', 'the token service']) {
		const lost = new IndeterminateResultError('maybe-sent', 'no answer came in time', path);
		expect(isIndeterminate(lost)).toBe(false);
		expect(reasonOf(lost)).toBe('no access token');
		expect(isRetryable(lost, write, true)).toBe(true);
	}
});

test('what every item would have met (48001) is worth another try as soon as it is put right', () => {
	expect(isRetryable(refusal(48001), send, true)).toBe(true);
});

test('a value that breaks a rule is not worth another try', () => {
	expect(
		isRetryable(new InvalidInputError('thing1', 'at most 20 characters', 'Shorten it.'), send, false),
	).toBe(false);
});

test('a lost answer is worth another try for a read and for a send that is de-duplicated, for another write it is not', () => {
	const lost = new IndeterminateResultError('maybe-sent', 'the connection was closed', '/cgi-bin/x');
	expect([read, send, write].map((operation) => isRetryable(lost, operation, false))).toEqual([
		true,
		true,
		false,
	]);
});

test('a call that never left this machine is worth another try, whatever it does', () => {
	const lost = new IndeterminateResultError('not-sent', 'the connection was refused', '/cgi-bin/x');
	expect([read, send, write].map((operation) => isRetryable(lost, operation, false))).toEqual([
		true,
		true,
		true,
	]);
});

describe('failedItem', () => {
	const SECRET = '0123456789abcdef0123456789abcdef';
	const failure = { effect: 'write', now: 0, secrets: [SECRET] } as const;
	const tried = { attempted: false, retryable: false };

	test('hides a secret that was typed into another field, in every text', () => {
		const error = new InvalidInputError('To OpenID', `"${SECRET}" is no OpenID`, 'Enter an OpenID.');
		const item = failedItem(error, failure, tried);
		expect(item).toMatchObject({
			details: { problems: [{ field: 'To OpenID', rule: '"***" is no OpenID', remedy: 'Enter an OpenID.' }] },
		});
		expect(JSON.stringify(item)).not.toContain(SECRET);
	});

	test('names everybody for whom a change could not be made, and nobody for another refusal', () => {
		const body = { fail_openid_list: ['o1', 'o2'] };
		const partly = new WechatApiError({ errcode: 45171, errmsg: '', path: '/cgi-bin/x', body });
		expect(failedItem(partly, failure, tried).details).toMatchObject(body);
		expect(failedItem(refusal(40003), failure, tried).details).not.toHaveProperty('fail_openid_list');
	});
});
