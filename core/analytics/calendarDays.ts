import { isCalendarDay } from '../template/wallClock';

/** A day as WeChat writes it, e.g. `2026-11-22`. */
export type Day = string;

/** A run of days, both ends counted. */
export interface DayRange {
	begin: Day;
	end: Day;
}

const DAY_MS = 86_400_000;
/** Beijing has no summer time. */
const BEIJING_MS = 8 * 3_600_000;

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (utc: number): Day => new Date(utc).toISOString().slice(0, 10);

/** @returns which day it is in Beijing at an instant (Unix milliseconds) */
export function beijingDay(instant: number): Day {
	return dayAt(instant + BEIJING_MS);
}

/** @returns the day so many days later, or earlier */
export function addDays(day: Day, days: number): Day {
	return dayAt(startOf(day) + days * DAY_MS);
}

/** @returns whether a text is a day of the calendar, as WeChat writes it */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const [year, month, day] = text.split('-').map(Number);
	return isCalendarDay(month, day, year);
}

/** @returns how many days a run has, both ends counted */
export function countDays({ begin, end }: DayRange): number {
	return Math.round((startOf(end) - startOf(begin)) / DAY_MS) + 1;
}

/** @returns every day of a run, in order */
export function daysOf(range: DayRange): Day[] {
	return Array.from({ length: Math.max(0, countDays(range)) }, (_, index) => addDays(range.begin, index));
}

/**
 * Splits a run of days into runs that a call may ask for.
 *
 * @param span the most days of one of them
 * @returns them in order, without a gap and without a day twice
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
 * Names the weeks or months that a run of days touches, as WeChat does: by their first day.
 *
 * @returns in order; those that are not over by the last day of the run are left out
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
