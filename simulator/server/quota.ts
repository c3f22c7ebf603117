import { ApiError } from '../errors/ApiError';
import type { Account, Counter } from '../state/Account';
import { dayNumber } from '../state/beijingTime';
import type { Clock } from '../state/Clock';

/** Where an account's calls are counted. */
export type Quotas = Pick<Account, 'counters' | 'dailyLimits'>;

/** The limits of an API; left out: unlimited. */
export interface Allowance {
	perDay?: number;
	perMinute?: number;
}

/**
 * Counts one call of an API and refuses it when the allowance is used up. Refused calls are not counted.
 *
 * @param path of the API; the account's `dailyLimits` may set another daily limit for it
 * @throws ApiError 45009 for the day (Beijing time), 45011 for the minute
 */
export function spendQuota(
	clock: Pick<Clock, 'now'>,
	account: Quotas,
	path: string,
	allowance: Allowance,
): void {
	const counter = counterOf(account, path);
	const nowMs = clock.now();
	const day = dayNumber(nowMs);
	const minute = Math.floor(nowMs / 60_000);
	if (counter.day !== day) {
		counter.day = day;
		counter.usedToday = 0;
	}
	if (counter.minute !== minute) {
		counter.minute = minute;
		counter.usedThisMinute = 0;
	}
	if (counter.usedToday >= (account.dailyLimits[path] ?? allowance.perDay ?? Infinity))
		throw new ApiError(45009);
	if (counter.usedThisMinute >= (allowance.perMinute ?? Infinity)) throw new ApiError(45011);
	counter.usedToday += 1;
	counter.usedThisMinute += 1;
}

function counterOf(account: Quotas, path: string): Counter {
	let counter = account.counters.get(path);
	if (!counter) {
		counter = { day: 0, usedToday: 0, minute: 0, usedThisMinute: 0 };
		account.counters.set(path, counter);
	}
	return counter;
}
