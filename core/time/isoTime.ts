import { isDay } from './calendarDays';
import { type WallClock, wallClockAt } from './wallClock';

/** ISO 8601 as n8n, Luxon and databases write it: a day, then perhaps a time, its zone, and the zone's name. */
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:([T ])(\d\d:\d\d)(:\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?(?:\[[^\]]*\])?)?$/;
const MINUTE_MS = 60_000;

interface IsoTime {
	date: string;
	/** Between date and time. */
	separator: string;
	/** `10:05` */
	time: string;
	/** `:30.5`, or empty. */
	seconds: string;
	/** `Z`, `+08:00`, or empty. */
	zone: string;
}

function parse(text: string): IsoTime | undefined {
	const [, date = '', separator = '', time = '00:00', seconds = '', zone = ''] = ISO.exec(text) ?? [];
	// Date.parse turns 30 February into 2 March.
	if (!isDay(date)) return undefined;
	const hoursOnly = /^[+-]\d\d$/.test(zone);
	return { date, separator, time, seconds: seconds.replace(',', '.'), zone: hoursOnly ? `${zone}:00` : zone };
}

/**
 * Reads a point in time in n8n's date format.
 *
 * @param text ISO 8601; without a zone it is meant in `timezone`, and a day alone begins at 00:00
 * @param timezone IANA name, e.g. `Asia/Shanghai`
 * @returns Unix milliseconds; undefined for anything else and for invalid dates
 */
export function readInstant(text: string, timezone: string): number | undefined {
	const iso = parse(text);
	if (!iso) return undefined;
	const given = Date.parse(`${iso.date}T${iso.time}${iso.seconds}${iso.zone || 'Z'}`);
	// The zone's offset at that time may differ from the one at the same time in UTC.
	const instant = iso.zone ? given : given - offsetAt(given - offsetAt(given, timezone), timezone);
	return Number.isNaN(instant) ? undefined : instant;
}

/**
 * Reads an ISO 8601 text with date and time; a text with a zone is converted to `timezone`, one without a zone is taken as it is.
 *
 * @param text e.g. `2026-11-22T02:05:00.000Z`
 * @param timezone IANA name, e.g. `Asia/Shanghai`
 * @returns undefined for anything else and for invalid dates, and for `2026-11-22 10:05`, which is local already
 */
export function readIsoTime(text: string, timezone: string): WallClock | undefined {
	const iso = parse(text);
	if (!iso) return undefined;
	if (iso.zone === '') return iso.separator === 'T' ? { date: iso.date, time: iso.time } : undefined;
	const instant = readInstant(text, timezone);
	return instant === undefined ? undefined : wallClockAt(instant, timezone);
}

function offsetAt(instant: number, timezone: string): number {
	if (Number.isNaN(instant)) return NaN;
	const { date, time } = wallClockAt(instant, timezone);
	return Date.parse(`${date}T${time}:00Z`) - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}
