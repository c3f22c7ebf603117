import { isDay } from './calendarDays';
import { wallClockAt } from './wallClock';

const WITH_ZONE = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;
const MINUTE_MS = 60_000;

/**
 * Reads a point in time in n8n's date format.
 *
 * @param text ISO 8601; without a zone it is meant in `timezone`, and a day alone begins at 00:00
 * @param timezone IANA name, e.g. `Asia/Shanghai`
 * @returns Unix milliseconds; undefined for anything else and for invalid dates
 */
export function readInstant(text: string, timezone: string): number | undefined {
	const [, day = '', time = '00:00'] = WITHOUT_ZONE.exec(text) ?? [];
	if (isDay(day)) {
		const asUtc = Date.parse(`${day}T${time}Z`);
		// The zone's offset at that time may differ from the one at the same time in UTC.
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
