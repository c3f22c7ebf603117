import { typedText } from '../../core/text/typedText';
import { InvalidInputError } from '../../core/errors/WechatErrors';

/**
 * Normalizes an id, a number or a code: no surrounding white space, no invisible characters, and ordinary letters and digits instead of the
 * full-width ones of Chinese keyboards.
 *
 * @param value text or number; anything else gives ''
 * @returns the text, '' when there is none
 */
export function asciiText(value: unknown): string {
	if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
	return typedText(value);
}

/** Separators between the entries of a list in one text. */
export const LIST_SEPARATORS = /[,，、\n]+/;

/** No OpenID contains any of these. */
const OPENID_SEPARATORS = /[\s,;，；、]+/;

/**
 * Splits a text at whatever stands between OpenIDs: commas, semicolons, white space.
 *
 * @param text as typed
 * @returns the entries without blank ones, normalized but unchecked
 */
export function splitOpenids(text: string): string[] {
	return text
		.split(OPENID_SEPARATORS)
		.map(asciiText)
		.filter((entry) => entry !== '');
}

const ID = /^[\x21-\x2b\x2d-\x7e]{1,512}$/;
const AGENT = /^[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9_-]{1,64}$/;
const COLOR = /^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$/;

/**
 * Reads an opaque id of WeChat, e.g. a media_id.
 *
 * @param field name of the field in the editor
 * @param value text or number
 * @throws InvalidInputError when it is empty, or contains characters that no id has
 */
export function readId(field: string, value: unknown): string {
	const id = asciiText(value);
	if (ID.test(id)) return id;
	if (id === '') {
		throw new InvalidInputError(
			field,
			'is empty',
			'Choose it from the list if the field has one, or check the expression that should give it.',
		);
	}
	throw new InvalidInputError(
		field,
		'is not one ID: it has spaces, commas or other characters that no ID has',
		'Enter only the ID, exactly as WeChat or another node returned it.',
	);
}

/**
 * Reads the account of a customer service agent.
 *
 * @param field name of the field in the editor
 * @param value `name@account`; empty for none
 * @returns undefined for none
 * @throws InvalidInputError for another form
 * @see https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_getkflist.html
 */
export function readAgent(field: string, value: unknown): string | undefined {
	const agent = asciiText(value);
	if (agent === '' || AGENT.test(agent)) return agent || undefined;
	throw new InvalidInputError(
		field,
		'is not the account of an agent, which has the form name@account',
		'Copy the whole kf_account that Customer Service Message → Get Many Customer Service Agents lists.',
	);
}

/**
 * Reads a color.
 *
 * @param field name of the field in the editor
 * @param value `#RRGGBB` or `#RGB`; empty for none
 * @returns `#RRGGBB`, the only form that WeChat documents; undefined for none
 * @throws InvalidInputError for another form
 */
export function readColor(field: string, value: unknown): string | undefined {
	const color = asciiText(value);
	if (color === '') return undefined;
	if (!COLOR.test(color)) {
		throw new InvalidInputError(
			field,
			'is not a color of the form #RRGGBB',
			'Enter # and six hexadecimal digits, e.g. #173177.',
		);
	}
	return color.length === 7 ? color : color.replace(/[^#]/g, '$&$&');
}

/**
 * Reads a whole number in plain decimal digits; `007` is 7. Other notations that JavaScript reads (`1e3`, `0x10`, `1.0`) are refused.
 *
 * @param value number or text
 * @returns undefined for anything else, and for numbers that a double cannot hold exactly
 */
export function parseWholeNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' ? numberIn(value, /^[+-]?\d+$/) : value;
	return Number.isSafeInteger(number) ? (number as number) : undefined;
}

/**
 * Reads a number that may have a fraction.
 *
 * @param value number or text
 * @returns undefined for anything else
 */
export function parseNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' ? numberIn(value, /^[+-]?\d+(?:\.\d+)?$/) : value;
	return Number.isFinite(number) ? (number as number) : undefined;
}

function numberIn(text: string, form: RegExp): number | undefined {
	const digits = asciiText(text);
	return form.test(digits) ? Number(digits) : undefined;
}

/**
 * Checks a whole number.
 *
 * @param field name of the field in the editor
 * @param value number or digits
 * @throws InvalidInputError naming the range
 */
export function wholeNumber(field: string, value: unknown, min: number, max: number): number {
	const number = parseWholeNumber(value);
	if (number !== undefined && number >= min && number <= max) return number;
	throw new InvalidInputError(
		field,
		`must be a whole number ${max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`}`,
		'Correct the value or the expression that gives it.',
	);
}
