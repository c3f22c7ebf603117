import { readIsoTime, readUnixTime, type WallClock } from './wallClock';

/**
 * Puts a value as n8n gives it into the text that WeChat wants for its kind of field.
 *
 * Times with a date (ISO 8601 texts, Date, Luxon) are shown as on a wall clock: `2026-11-22` for a `date` field,
 * `2026-11-22 10:05` for every other. For `time` and `date` fields a Unix time in seconds or milliseconds is one too.
 * Numbers lose their exponent and their rounding noise; a broken amount gets two decimals.
 *
 * @param value anything; an object with toJSON is read through it
 * @param kind prefix of the key, e.g. `amount`
 * @param timezone IANA name, for instants
 * @returns the text, trimmed; empty for null and undefined; undefined when the value is a list or an object
 */
export function toValueText(value: unknown, kind: string, timezone: string): string | undefined {
	switch (typeof value) {
		case 'undefined':
			return '';
		case 'string':
			return textOf(value.trim(), kind, timezone);
		case 'number':
			return numberText(value, kind, timezone);
		case 'bigint':
		case 'boolean':
			return String(value);
		case 'object':
			if (value === null) return '';
			return hasToJson(value) ? toValueText(value.toJSON(), kind, timezone) : undefined;
		default:
			return undefined;
	}
}

function textOf(text: string, kind: string, timezone: string): string {
	const clock = readIsoTime(text, timezone) ?? (isTimeKind(kind) ? readUnixTime(text, timezone) : undefined);
	return clock ? clockText(clock, kind) : text;
}

function numberText(value: number, kind: string, timezone: string): string | undefined {
	if (!Number.isFinite(value)) return undefined;
	if (isTimeKind(kind)) return textOf(plainDecimal(Math.trunc(value)), kind, timezone);
	return kind === 'amount' && !Number.isInteger(value) ? value.toFixed(2) : plainDecimal(value);
}

/** A double has 15 decimal digits to rely on; what follows is noise such as 0.30000000000000004. */
function plainDecimal(value: number): string {
	if (Number.isInteger(value)) return BigInt(value).toString();
	const text = Number(value.toPrecision(15)).toString();
	return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

function isTimeKind(kind: string): boolean {
	return kind === 'time' || kind === 'date';
}

function clockText({ date, time }: WallClock, kind: string): string {
	return kind === 'date' ? date : `${date} ${time}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}
