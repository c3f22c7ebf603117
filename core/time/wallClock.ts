import { BoundedMap } from '../state/BoundedMap';
import { processStore } from '../state/processStore';

/** A local date and time. */
export interface WallClock {
	/** `2026-11-22` */
	date: string;
	/** `10:05` */
	time: string;
}

const WITH_ZONE =
	/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)(?:\[[^\]]*\])?$/;
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?$/;
const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;

/**
 * Reads an ISO 8601 text with date and time, n8n's format for dates; a text with a zone is converted to `timezone`, one without a zone is
 * taken as it is.
 *
 * @param text e.g. `2026-11-22T02:05:00.000Z`
 * @param timezone IANA name, e.g. `Asia/Shanghai`
 * @returns undefined for anything else and for invalid dates
 */
export function readIsoTime(text: string, timezone: string): WallClock | undefined {
	const local = WITHOUT_ZONE.exec(text);
	if (!local && !WITH_ZONE.test(text)) return undefined;
	const [year, month, day] = text.slice(0, 10).split('-').map(Number);
	// Date.parse turns 30 February into 2 March.
	if (!isCalendarDay(month, day, year)) return undefined;
	if (local) return { date: local[1] ?? '', time: local[2] ?? '' };
	const instant = Date.parse(text.replace(/\[.*$/, '').replace(',', '.'));
	return Number.isNaN(instant) ? undefined : wallClockAt(instant, timezone);
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

/**
 * Reads a Unix time: ten digits are seconds, as in WeChat's pushes, thirteen are milliseconds.
 *
 * @returns undefined for anything else
 */
export function readUnixTime(text: string, timezone: string): WallClock | undefined {
	if (SECONDS.test(text)) return wallClockAt(Number(text) * 1000, timezone);
	return MILLISECONDS.test(text) ? wallClockAt(Number(text), timezone) : undefined;
}

/**
 * @param instant Unix milliseconds
 * @param timezone IANA name; an unknown one counts as UTC
 */
export function wallClockAt(instant: number, timezone: string): WallClock {
	const parts = Object.fromEntries(
		formatFor(timezone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, value]),
	);
	return {
		date: `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`,
		time: `${parts.hour}:${parts.minute}`,
	};
}

const MAX_FORMATS = 100;

/** Creating a format takes a hundred times as long as using it. */
const formats = processStore({
	name: 'formats of time zones',
	bound: `${MAX_FORMATS} time zones, the latest ones`,
	elsewhere: 'makes its own',
	create: () => new BoundedMap<Intl.DateTimeFormat>(MAX_FORMATS),
	size: ({ size }) => ({ timeZones: size }),
});

function formatFor(timezone: string): Intl.DateTimeFormat {
	const known = formats().get(timezone);
	if (known) return known;
	const format = createFormat(timezone);
	formats().set(timezone, format);
	return format;
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
	const shape = {
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		calendar: 'gregory',
		numberingSystem: 'latn',
	} as const;
	try {
		return new Intl.DateTimeFormat('en', { ...shape, timeZone });
	} catch {
		return new Intl.DateTimeFormat('en', { ...shape, timeZone: 'UTC' });
	}
}
