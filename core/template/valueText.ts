import { decimalsOf, plainDecimal } from './plainDecimal';
import { trimText, withoutInvisible } from '../text/visibleText';
import { readIsoTime } from '../time/isoTime';
import { readUnixTime, type WallClock } from '../time/wallClock';

/**
 * Converts a value from n8n into the text that WeChat wants for this kind of field.
 *
 * Times with a date (ISO 8601 texts, Date, Luxon) become local times: `2026-11-22 10:05`; midnight in a `date` field becomes the day alone.
 * In `time` and `date` fields this applies to Unix times in seconds or milliseconds too, and `～` becomes `~`. Numbers lose exponent and
 * rounding errors; an amount with one decimal place gets a second one.
 *
 * @param value of any type; toJSON is called if there is one
 * @param kind prefix of the key, e.g. `amount`
 * @param timezone IANA name, for times with a zone
 * @returns the text, trimmed; '' for null and undefined; undefined when the value is an array or an object
 */
export function toValueText(value: unknown, kind: string, timezone: string): string | undefined {
	switch (typeof value) {
		case 'undefined':
			return '';
		case 'string':
			return textOf(tidy(value, kind), kind, timezone);
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

/** Kinds of text in which joiners and direction marks may be intended. */
const WORDS: ReadonlySet<string> = new Set([
	'thing',
	'short_thing',
	'name',
	'const',
	'enum',
	'enum_string',
	'free',
]);

/** Removes white space and invisible characters that copying adds; inside a number or a code they are never intended. */
function tidy(text: string, kind: string): string {
	return trimText(WORDS.has(kind) ? text : withoutInvisible(text));
}

/** A day without time, as databases return it. */
const DAY_IN_UTC = /T00:00(?::00(?:[.,]0+)?)?Z$/;

function textOf(text: string, kind: string, timezone: string): string {
	const clock = readIsoTime(text, timezone) ?? (isTimeKind(kind) ? readUnixTime(text, timezone) : undefined);
	if (clock) return clockText(clock, kind === 'date' && (clock.time === '00:00' || DAY_IN_UTC.test(text)));
	return isTimeKind(kind) ? text.replaceAll('～', '~') : text;
}

function numberText(value: number, kind: string, timezone: string): string | undefined {
	if (!Number.isFinite(value)) return undefined;
	if (isTimeKind(kind)) return textOf(plainDecimal(Math.trunc(value)), kind, timezone);
	return kind === 'amount' && decimalsOf(value) === 1 ? value.toFixed(2) : plainDecimal(value);
}

function isTimeKind(kind: string): boolean {
	return kind === 'time' || kind === 'date';
}

function clockText({ date, time }: WallClock, dayAlone: boolean): string {
	return dayAlone ? date : `${date} ${time}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}
