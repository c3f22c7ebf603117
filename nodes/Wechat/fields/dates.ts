import { addDays, beijingDay, countDays, type Day, type DayRange } from '../../../core/time/calendarDays';
import { readAll } from '../../../core/errors/readAll';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { readInstant } from '../../../core/time/isoTime';
import { asciiText } from '../../shared/typedValues';
import type { Field } from '../operation';

const ZONE = 'Asia/Shanghai';

/** The first requested day. */
export const beginDate: Field<'beginDate', 'dateTime'> = {
	displayName: 'Start Date',
	name: 'beginDate',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-11-01',
	description:
		'First day, counted in Beijing time. A time with a zone, e.g. of $now, counts as the day that it is in Beijing at that time.',
};

/** The last requested day. */
export const endDate: Field<'endDate', 'dateTime'> = {
	displayName: 'End Date',
	name: 'endDate',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-11-07',
	description:
		'Last day, counted in Beijing time; at the latest yesterday, for which figures are complete from about 08:00. A long range is read in as many calls as WeChat needs.',
};

/** Limits of a range of days. */
export interface DayLimits {
	/** The first day for which WeChat has figures. */
	earliest: Day;
	/** Unix milliseconds. */
	now: number;
}

/**
 * Reads the days of a report.
 *
 * @throws InvalidInputError when a date is invalid, too early or not in the past, or the end is before the start
 */
export function readDays(params: { beginDate: unknown; endDate: unknown }, limits: DayLimits): DayRange {
	const range = readAll({
		begin: () => readDay('Start Date', params.beginDate, limits),
		end: () => readDay('End Date', params.endDate, limits),
	});
	if (range.begin <= range.end) return range;
	throw new InvalidInputError(
		'End Date',
		`is ${range.end}, ${countDays({ begin: range.end, end: range.begin }) - 1} days before Start Date (${range.begin})`,
		'Give the earlier day as Start Date.',
	);
}

function readDay(field: string, value: unknown, { earliest, now }: DayLimits): Day {
	const text = asciiText(dateText(value));
	if (text === '') throw new InvalidInputError(field, 'is empty', 'Enter a day such as 2026-11-01.');
	const instant = readInstant(text, ZONE);
	if (instant === undefined) {
		throw new InvalidInputError(
			field,
			'is not a calendar date in the form 2026-11-01',
			'Enter year, month and day in this form, or give a date of n8n, e.g. {{ $now.minus(7, "days") }}.',
		);
	}
	const day = beijingDay(instant);
	if (day < earliest) {
		throw new InvalidInputError(
			field,
			`is ${day}; WeChat has these figures from ${earliest} on`,
			`Begin on ${earliest} or later.`,
		);
	}
	const yesterday = addDays(beijingDay(now), -1);
	if (day <= yesterday) return day;
	throw new InvalidInputError(
		field,
		`is ${day}; WeChat has figures up to yesterday, ${yesterday} in Beijing`,
		`End on ${yesterday} or earlier.`,
	);
}

/** @returns the JSON text of a Date or Luxon date; anything else unchanged */
export function dateText(value: unknown): unknown {
	const isDate = typeof value === 'object' && value !== null && 'toJSON' in value;
	return isDate && typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : value;
}
