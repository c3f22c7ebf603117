import { decideRetry, type FailedAttempt } from '../../../core/api/retryRule';
import { WechatApiError, IndeterminateResultError } from '../../../core/errors/WechatErrors';

const refused = (errcode: number, errmsg = 'text') =>
	new WechatApiError({ errcode, errmsg, path: '/p', body: {} });
const BUSY = refused(99999, 'system busy, please try later rid: 61-62');
const lost = new IndeterminateResultError('maybe-sent', 'no answer came in time', '/p');
const unsent = new IndeterminateResultError('not-sent', 'the connection was refused', '/p');

const decide = (attempt: Partial<FailedAttempt>) =>
	decideRetry({
		error: lost,
		effect: 'write',
		deduplicated: false,
		mayPause: false,
		attempts: 1,
		tokenRenewed: false,
		random: 0,
		...attempt,
	});

test.each([
	['a read whose answer is lost', { effect: 'read', error: lost }],
	['a read that met a busy system', { effect: 'read', error: refused(-1) }],
	['a write with an id whose answer is lost', { deduplicated: true, error: lost }],
	['a write with an id that met a busy system', { deduplicated: true, error: refused(-1) }],
	['a read that met a busy system under an unknown code', { effect: 'read', error: BUSY }],
	['a write with an id that met one', { deduplicated: true, error: BUSY }],
	['a write of which nothing was sent', { error: unsent }],
	['a write that was refused as too fast', { error: refused(45061) }],
] as const)('%s is repeated after half a second to a second', (_name, attempt) => {
	expect(decide({ ...attempt, random: 0 })).toEqual({ action: 'repeat', delayMs: 500 });
	expect(decide({ ...attempt, random: 1 })).toEqual({ action: 'repeat', delayMs: 1000 });
});

test.each([
	['a write whose answer is lost', { error: lost }],
	['a write that met a busy system', { error: refused(-1) }],
	['a write that met one under an unknown code', { error: BUSY }],
	['a refusal that stays', { effect: 'read', error: refused(40003) }],
	['a used-up day', { effect: 'read', error: refused(45009), mayPause: true }],
	['an unknown code', { effect: 'read', error: refused(99999) }],
	['a failure of our own', { effect: 'read', error: new Error('bug') }],
] as const)('%s is not repeated', (_name, attempt) => {
	expect(decide(attempt)).toEqual({ action: 'stop' });
});

test('pauses double, and the fourth attempt is the last', () => {
	const delays = [1, 2, 3, 4].map((attempts) => decide({ effect: 'read', attempts, random: 1 }));
	expect(delays).toEqual([
		{ action: 'repeat', delayMs: 1000 },
		{ action: 'repeat', delayMs: 2000 },
		{ action: 'repeat', delayMs: 4000 },
		{ action: 'stop' },
	]);
});

test.each([40001, 40014, 42001])('%i renews the token once, even for a write', (errcode) => {
	expect(decide({ error: refused(errcode) })).toEqual({ action: 'renew-token' });
	expect(decide({ error: refused(errcode), attempts: 4 })).toEqual({ action: 'renew-token' });
	expect(decide({ error: refused(errcode), tokenRenewed: true })).toEqual({ action: 'stop' });
});

test('too many calls in a minute (45011) wait for the next one, even a write, when there is time', () => {
	const tooFast = { error: refused(45011), mayPause: true };
	expect(decide({ ...tooFast, random: 0 })).toEqual({ action: 'repeat', delayMs: 60_000 });
	expect(decide({ ...tooFast, random: 1 })).toEqual({ action: 'repeat', delayMs: 65_000 });
	expect(decide({ ...tooFast, attempts: 4 })).toEqual({ action: 'stop' });
	expect(decide({ ...tooFast, mayPause: false })).toEqual({ action: 'stop' });
});
