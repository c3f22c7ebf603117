import {
	InvalidInputError,
	WechatApiError,
	IndeterminateResultError,
} from '../../../core/errors/WechatErrors';
import { isRetryable } from '../../../nodes/shared/itemFailures';

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
