const DAY_MS = 86_400_000;
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Number of the day in Beijing, by which the platform counts its daily quotas.
 *
 * @param nowMs Unix milliseconds
 * @returns whole days since 1970-01-01 in Beijing
 */
export function dayNumber(nowMs: number): number {
	return Math.floor((nowMs + BEIJING_OFFSET_MS) / DAY_MS);
}

/**
 * Number of the month in Beijing, by which the platform counts resets of quotas and changes of industries.
 *
 * @param nowMs Unix milliseconds
 * @returns year × 12 + month (0–11)
 */
export function monthNumber(nowMs: number): number {
	const date = new Date(nowMs + BEIJING_OFFSET_MS);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** @returns the date in Beijing as `yyyy-MM-dd` */
export function beijingDate(ms: number): string {
	return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

/** @returns the hour in Beijing, 0 to 23 */
export function beijingHour(ms: number): number {
	return new Date(ms + BEIJING_OFFSET_MS).getUTCHours();
}

/** @returns when a date begins in Beijing (Unix milliseconds), or null when the text is not a date */
export function startOfDate(date: unknown): number | null {
	if (typeof date !== 'string' || !DATE.test(date)) return null;
	const ms = Date.parse(`${date}T00:00:00Z`) - BEIJING_OFFSET_MS;
	return Number.isNaN(ms) || beijingDate(ms) !== date ? null : ms;
}

/** @returns the date that many days later */
export function addDays(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @returns the Monday of the date's week */
export function weekOf(date: string): string {
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	return addDays(date, -((weekday + 6) % 7));
}

/** @returns the first day of the date's month */
export function monthOf(date: string): string {
	return `${date.slice(0, 7)}-01`;
}
