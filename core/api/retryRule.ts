import { controlFlowAfter } from '../errors/attempts';
import { WechatApiError, IndeterminateResultError } from '../errors/WechatErrors';

/** What to do after a failed attempt. */
export type RetryDecision =
	| { action: 'stop' }
	| { action: 'renew-token' }
	/** Repeat after that many milliseconds. */
	| { action: 'repeat'; delayMs: number };

/** The facts that decide. */
export interface FailedAttempt {
	error: unknown;
	/** A write changes something at WeChat. */
	effect: 'read' | 'write';
	/** Whether WeChat drops a duplicate of this call (`client_msg_id`, `clientmsgid`). */
	deduplicated: boolean;
	/** Attempts made so far, from 1. */
	attempts: number;
	/** Whether the caller has time for pauses of a minute: a run with many items does, a list in the editor does not. */
	mayPause: boolean;
	/** Whether the token has been renewed during this call. */
	tokenRenewed: boolean;
	/** 0 to 1, to spread the delays of many callers. */
	random: number;
}

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 1000;
const MINUTE_MS = 60_000;
/** Spreads calls that were refused together over the first seconds of the next minute. */
const SPREAD_MS = 5_000;

/**
 * The single rule for repeating calls.
 *
 * @param attempt what failed and how
 * @returns the decision; four attempts in all, and one more where the fourth was refused for a token that was not yet renewed
 */
export function decideRetry(attempt: FailedAttempt): RetryDecision {
	const { error, effect, deduplicated, mayPause, attempts, tokenRenewed } = attempt;
	const harmless = effect === 'read' || deduplicated;
	if (error instanceof WechatApiError) {
		const { retry, busy } = controlFlowAfter(error);
		switch (retry) {
			// A refused token means that nothing was done, so even a write may be repeated. Only once, or two programs that replace each other's
			// token would never stop.
			case 'refresh-token-once':
				return tokenRenewed ? STOP : { action: 'renew-token' };
			// "System busy" leaves open whether a write was carried out; "too fast" means that it was not.
			case 'backoff':
				return harmless || !busy ? backOff(attempts, attempt.random) : STOP;
			// Too many calls within a minute: nothing was done, and the limit is reset in the next minute.
			case 'after-60s':
				if (!mayPause || attempts >= MAX_ATTEMPTS) return STOP;
				return { action: 'repeat', delayMs: Math.round(MINUTE_MS + SPREAD_MS * attempt.random) };
			// Any other refusal stays the same however often the call is repeated.
			default:
				return STOP;
		}
	}
	if (error instanceof IndeterminateResultError) {
		// The request never left this machine: repeating it cannot duplicate a write.
		if (error.reach === 'not-sent') return backOff(attempts, attempt.random);
		// WeChat may have acted: only a read, or a write that it deduplicates, may be repeated.
		return harmless ? backOff(attempts, attempt.random) : STOP;
	}
	return STOP;
}

const STOP: RetryDecision = { action: 'stop' };

function backOff(attempts: number, random: number): RetryDecision {
	if (attempts >= MAX_ATTEMPTS) return STOP;
	// Half fixed, half random: callers that failed together do not retry together.
	const delay = FIRST_DELAY_MS * 2 ** (attempts - 1);
	return { action: 'repeat', delayMs: Math.round(delay / 2 + (delay / 2) * random) };
}
