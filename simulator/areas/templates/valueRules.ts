const DATE_PART =
	'\\d{4}(?:年(?:0?[1-9]|1[0-2])月(?:(?:0?[1-9]|[12]\\d|3[01])日)?|([-/.])(?:0?[1-9]|1[0-2])(?:\\1(?:0?[1-9]|[12]\\d|3[01]))?)';
const TIME_PART = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?';
const DATE = new RegExp(`^${DATE_PART}(?: ?${TIME_PART})?$`);
const TIME = new RegExp(`^(?:${DATE_PART} ?)?${TIME_PART}$`);
const HAN = /\p{Script=Han}/u;

type Rule = (value: string) => boolean;

const upTo =
	(limit: number): Rule =>
	(value) =>
		[...value].length <= limit;

const pattern =
	(form: RegExp): Rule =>
	(value) =>
		form.test(value);

/** A point in time, or two joined by `~`. */
const rangeOf =
	(form: RegExp): Rule =>
	(value) => {
		const ends = value.split('~');
		return ends.length <= 2 && ends.every((end) => form.test(end.trim()));
	};

/** Value rules by key prefix, as on the official table of typed keywords. */
const RULES: Readonly<Record<string, Rule>> = {
	thing: upTo(20),
	short_thing: upTo(5),
	character_string: pattern(/^[A-Za-z0-9 \p{P}\p{S}]{1,32}$/u),
	number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= 32,
	letter: pattern(/^[A-Za-z]{1,32}$/),
	symbol: pattern(/^[^\p{L}\p{N}\s]{1,5}$/u),
	phrase: pattern(/^\p{Script=Han}{1,5}$/u),
	amount: pattern(/^\p{Sc}?\d{1,10}(\.\d+)?元?$/u),
	time: rangeOf(TIME),
	date: rangeOf(DATE),
	phone_number: pattern(/^[0-9 \p{P}\p{S}]{1,17}$/u),
	car_number: pattern(/^[\p{Script=Han}A-Za-z0-9](?:[A-Za-z0-9]{0,6}[\p{Script=Han}A-Za-z0-9])?$/u),
	name: (value) => /^[^\p{N}]+$/u.test(value) && [...value].length <= (HAN.test(value) ? 10 : 20),
	const: upTo(20),
	enum: upTo(20),
	enum_string: upTo(20),
};

/**
 * @param key of a template without `.DATA`
 * @returns the type prefix of a category template's key, or null for a key of another kind
 */
export function typePrefix(key: string): string | null {
	const prefix = /^([a-z_]+)\d+$/.exec(key)?.[1];
	return prefix !== undefined && Object.hasOwn(RULES, prefix) ? prefix : null;
}

/**
 * Checks one value of a category template.
 *
 * @param key with its type prefix
 * @param value not empty
 * @param allowed the values fixed in the template for `const` and `enum` keys
 */
export function keepsRule(key: string, value: string, allowed: readonly string[] | undefined): boolean {
	if (allowed) return allowed.includes(value);
	const rule = RULES[typePrefix(key) ?? 'thing'];
	return rule === undefined || rule(value);
}
