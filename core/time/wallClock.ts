import { BoundedMap } from '../state/BoundedMap';
import { processStore } from '../state/processStore';

/** A local date and time. */
export interface WallClock {
	/** `2026-11-22` */
	date: string;
	/** `10:05` */
	time: string;
}

const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;

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
