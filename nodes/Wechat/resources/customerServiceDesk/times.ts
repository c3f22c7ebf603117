import { readInstant } from '../../../../core/time/isoTime';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { asciiText } from '../../../shared/typedValues';
import { dateText } from '../../fields/dates';
import type { Field } from '../../operation';

const DAY_SECONDS = 86_400;
/** More than a year; each day needs a call. */
const MAX_CALLS = 400;

/** Start of the period. */
export const startTime: Field<'startTime', 'dateTime'> = {
	displayName: 'From',
	name: 'startTime',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-11-01 09:00',
	description: 'Beginning of the range; a time without a zone is one of the workflow’s time zone',
};

/** End of the period. */
export const endTime: Field<'endTime', 'dateTime'> = {
	displayName: 'To',
	name: 'endTime',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-11-01 18:00',
	description: 'End of the range, now at the latest; a range of several days is read day by day',
};

/** The period of one call, in Unix seconds. */
export type TimeRange = { starttime: number; endtime: number };

/**
 * Reads a period and splits it into parts of at most a day.
 *
 * @param timezone for times without one
 * @param now Unix milliseconds
 * @returns parts in order, without overlap
 * @throws InvalidInputError when a time is invalid or in the future, the end is before the start, or the period is too long
 */
export function readTimes(
	params: { startTime: unknown; endTime: unknown },
	timezone: string,
	now: number,
): TimeRange[] {
	const { from, to } = readAll({
		from: () => readTime('From', params.startTime, timezone, now),
		to: () => readTime('To', params.endTime, timezone, now),
	});
	if (to <= from) {
		throw new InvalidInputError('To', 'is not later than From', 'Give the earlier time as From.');
	}
	const calls = Math.ceil((to - from + 1) / DAY_SECONDS);
	if (calls > MAX_CALLS) {
		throw new InvalidInputError(
			'From',
			`would need ${calls} calls to reach To, the limit is ${MAX_CALLS}`,
			'Ask for a shorter range at a time.',
		);
	}
	return Array.from({ length: calls }, (_, index) => {
		const starttime = from + index * DAY_SECONDS;
		return { starttime, endtime: Math.min(to, starttime + DAY_SECONDS - 1) };
	});
}

function readTime(field: string, value: unknown, timezone: string, now: number): number {
	const text = asciiText(dateText(value));
	if (text === '') throw new InvalidInputError(field, 'is empty', 'Enter a time such as 2026-11-01 09:00.');
	const instant = readInstant(text, timezone);
	if (instant === undefined) {
		throw new InvalidInputError(
			field,
			'is not a date and time',
			'Enter it as 2026-11-01 09:00, or give a date of n8n, e.g. {{ $now.minus(1, "day") }}.',
		);
	}
	if (instant <= now) return Math.floor(instant / 1000);
	throw new InvalidInputError(field, 'is in the future', 'Give a time in the past.');
}
