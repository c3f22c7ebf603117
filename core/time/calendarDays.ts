/** A day in WeChat's format, e.g. `2026-11-22`. */
export type Day = string;

/** A range of days, including both ends. */
export interface DayRange {
	begin: Day;
	end: Day;
}

const DAY_MS = 86_400_000;
/** Beijing has no daylight saving time. */
const BEIJING_MS = 8 * 3_600_000;

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (utc: number): Day => new Date(utc).toISOString().slice(0, 10);

/** @returns the day in Beijing at a moment (Unix milliseconds) */
export function beijingDay(instant: number): Day {
	return dayAt(instant + BEIJING_MS);
}

/** @returns the day that many days later, or earlier */
export function addDays(day: Day, days: number): Day {
	return dayAt(startOf(day) + days * DAY_MS);
}

/** @returns whether a text is a valid day in WeChat's format */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const [year, month, day] = text.split('-').map(Number);
	return isCalendarDay(month, day, year);
}

/**
 * @param year unless known; then February has 29 days
 * @returns whether the calendar has such a day
 */
export function isCalendarDay(month = 0, day = 0, year = 2000): boolean {
	const date = new Date(Date.UTC(2000, month - 1, day));
	date.setUTCFullYear(year, month - 1, day);
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** @returns the number of days in a range, including both ends */
export function countDays({ begin, end }: DayRange): number {
	return Math.round((startOf(end) - startOf(begin)) / DAY_MS) + 1;
}

/** @returns every day of a range, in order */
export function daysOf(range: DayRange): Day[] {
	return Array.from({ length: Math.max(0, countDays(range)) }, (_, index) => addDays(range.begin, index));
}

/**
 * Splits a range into ranges that one call may request.
 *
 * @param span maximum number of days of one of them
 * @returns the ranges in order, without gap or overlap
 */
export function splitDays({ begin, end }: DayRange, span: number): DayRange[] {
	const parts: DayRange[] = [];
	for (let from = begin; from <= end; from = addDays(from, span)) {
		const last = addDays(from, span - 1);
		parts.push({ begin: from, end: last < end ? last : end });
	}
	return parts;
}

/** @returns the Monday of a day's week @internal */
export function mondayOf(day: Day): Day {
	return addDays(day, -((new Date(startOf(day)).getUTCDay() + 6) % 7));
}

/**
 * Returns the weeks or months that a range overlaps, by their first day, as WeChat does.
 *
 * @returns in order, without those that have not ended by the last day of the range
 */
export function periodsIn({ begin, end }: DayRange, period: 'week' | 'month'): Day[] {
	const next = (first: Day) => (period === 'week' ? addDays(first, 7) : firstOf(addDays(firstOf(first), 31)));
	const periods: Day[] = [];
	for (let first = period === 'week' ? mondayOf(begin) : firstOf(begin); first <= end; first = next(first)) {
		if (addDays(next(first), -1) <= end) periods.push(first);
	}
	return periods;
}

function firstOf(day: Day): Day {
	return `${day.slice(0, 8)}01`;
}
