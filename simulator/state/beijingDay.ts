const DAY_MS = 86_400_000;
const BEIJING_OFFSET_MS = 8 * 3_600_000;

/**
 * Day number in Beijing time (UTC+8), by which the platform counts its daily quotas.
 *
 * @param nowMs Unix milliseconds
 * @returns whole days since 1970-01-01 in Beijing
 */
export function beijingDay(nowMs: number): number {
	return Math.floor((nowMs + BEIJING_OFFSET_MS) / DAY_MS);
}

/**
 * Month in Beijing time, by which the platform counts resets of quotas and changes of industries.
 *
 * @param nowMs Unix milliseconds
 * @returns year × 12 + month (0–11)
 */
export function beijingMonth(nowMs: number): number {
	const date = new Date(nowMs + BEIJING_OFFSET_MS);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
