import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import { addDays, beijingDate, beijingHour, startOfDate } from '../../state/beijingTime';
import type { World } from '../../World';
import { analyticsData } from './events';

/** The requested days, including both ends. */
export interface Span {
	begin: string;
	end: string;
	dates: string[];
}

/**
 * Reads `begin_date` and `end_date`.
 *
 * @param maxDays maximum number of days of the call, including both ends
 * @throws ApiError 61500 not yyyy-MM-dd, 61501 end before start, too long, or after yesterday, 61503 not ready yet
 */
export function readSpan(
	world: World,
	account: Account,
	{ begin_date: begin, end_date: end }: Readonly<Record<string, unknown>>,
	maxDays: number,
): Span {
	if (typeof begin !== 'string' || typeof end !== 'string') throw new ApiError(61500);
	if (startOfDate(begin) === null || startOfDate(end) === null) throw new ApiError(61500);
	const nowMs = world.clock.now();
	const yesterday = addDays(beijingDate(nowMs), -1);
	if (begin > end || end > yesterday || end > addDays(begin, maxDays - 1)) throw new ApiError(61501);
	if (end === yesterday && beijingHour(nowMs) < analyticsData(account).readyHour) throw new ApiError(61503);
	const dates: string[] = [];
	for (let date = begin; date <= end; date = addDays(date, 1)) dates.push(date);
	return { begin, end, dates };
}
