import { isDay } from './calendarDays';
import { wallClockAt } from '../template/wallClock';

const WITH_ZONE = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;
const MINUTE_MS = 60_000;

/**
 * Reads a point in time, as n8n gives dates.
 *
 * @param text ISO 8601: with a zone it is an instant, without one a clock in `timezone` shows it; a day alone begins at 00:00
 * @param timezone IANA name, e.g. `Asia/Shanghai`
 * @returns Unix milliseconds; undefined when the text is something else, or its day is in no calendar
 */
export function readInstant(text: string, timezone: string): number | undefined {
	const [, day = '', time = '00:00'] = WITHOUT_ZONE.exec(text) ?? [];
	if (isDay(day)) {
		const asUtc = Date.parse(`${day}T${time}Z`);
		// The offset may be another one there than where UTC would put it.
		const nearby = asUtc - offsetAt(asUtc, timezone);
		return valid(asUtc - offsetAt(nearby, timezone));
	}
	const zoned = WITH_ZONE.exec(text);
	return zoned && isDay(zoned[1] ?? '') ? valid(Date.parse(text)) : undefined;
}

function offsetAt(instant: number, timezone: string): number {
	if (Number.isNaN(instant)) return NaN;
	const { date, time } = wallClockAt(instant, timezone);
	return Date.parse(`${date}T${time}:00Z`) - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

function valid(instant: number): number | undefined {
	return Number.isNaN(instant) ? undefined : instant;
}
