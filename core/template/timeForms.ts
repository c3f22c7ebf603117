import { isCalendarDay } from '../time/calendarDays';

/** A day: `2026年11月22日`, `2026-11-22` (or with `/` or `.`), the same without day, or without year. */
const YEAR = '\\d{4}';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DATE = [
	`${YEAR}年${MONTH}月(?:${DAY}日)?`,
	`${MONTH}月${DAY}日`,
	`${YEAR}([-/.])${MONTH}(?:\\1${DAY})?`,
	`${MONTH}[-/.]${DAY}`,
].join('|');
const TIME = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?';
const DATE_FORM = new RegExp(`^(?:${DATE})(?: *${TIME})?$`);
const TIME_FORM = new RegExp(`^(?:(?:${DATE}) *)?${TIME}$`);

/** @returns whether WeChat accepts the text as a `date` value: a day, with or without time, or two joined by `~` */
export function isDateForm(text: string): boolean {
	return isRangeOf(text, (end) => DATE_FORM.test(end) && hasRealDay(end));
}

/** @returns whether WeChat accepts the text as a `time` value: a 24-hour time, with or without day, or two joined by `~` */
export function isTimeForm(text: string): boolean {
	return isRangeOf(text, (end) => TIME_FORM.test(end) && hasRealDay(end));
}

/** The pattern alone would accept 30 February. */
function hasRealDay(end: string): boolean {
	const numbers = end.replace(/\d{1,2}:.*$/, '').match(/\d+/g) ?? [];
	if (numbers.length < 2) return true;
	const hasYear = numbers[0]?.length === 4;
	const [month, day = 1] = (hasYear ? numbers.slice(1) : numbers).map(Number);
	return isCalendarDay(month, day, hasYear ? Number(numbers[0]) : undefined);
}

function isRangeOf(text: string, isForm: (end: string) => boolean): boolean {
	const [from = '', to, ...more] = text.split('~');
	return more.length === 0 && isForm(from.trim()) && (to === undefined || isForm(to.trim()));
}
