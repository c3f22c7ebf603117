import { isDateForm, isTimeForm } from './timeForms';

/** What WeChat demands of the value of one field. */
export interface ValueRule {
	/** The prefix of the key, e.g. `thing`; `free` where the key has none. */
	kind: string;
	/** One phrase for the editor and for errors, e.g. `≤ 20 characters`. */
	phrase: string;
	/** The most characters (code points) that the value may have. */
	limit(value: string): number;
	/** Whether the value has the right form, its length apart. */
	fits(value: string): boolean;
	/** Whether a value keeps its sense when its end is cut off: an amount or a date does not. */
	cuttable: boolean;
	/** Whether the platform refuses an empty value. */
	required: boolean;
	/** What happens to a message whose value is too long. */
	excess: string;
}

const HAN = /\p{Script=Han}/u;
const EMOJI = /\p{Extended_Pictographic}/u;
const CHARACTER_STRING = /^[A-Za-z0-9\p{P}\p{S} ]*$/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
const LETTERS = /^[A-Za-z]+$/;
const SYMBOLS = /^[\p{P}\p{S}]+$/u;
const PHRASE = /^\p{Script=Han}+$/u;
const AMOUNT = /^\p{Sc}?(\d+)(\.\d+)?元?$/u;
const PHONE = /^[\d\p{P}\p{S} ]+$/u;
const CAR_NUMBER = /^[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]?$/u;
const NAME = /^[\p{L}\p{M}\p{P}\p{S} ]+$/u;
/** Long enough for every form, so that the form is what an error speaks of. */
const ANY_LENGTH = 64;

interface RuleRow {
	phrase: string;
	limit: number | ((value: string) => number);
	fits: (value: string) => boolean;
	cuttable?: boolean;
}

const ROWS: Readonly<Record<string, RuleRow>> = {
	thing: { phrase: '≤ 20 characters', limit: 20, fits: () => true, cuttable: true },
	short_thing: { phrase: '≤ 5 characters', limit: 5, fits: () => true, cuttable: true },
	character_string: {
		phrase: '≤ 32 letters, digits or symbols, no Chinese',
		limit: 32,
		fits: (value) => CHARACTER_STRING.test(value) && !EMOJI.test(value),
		cuttable: true,
	},
	number: {
		phrase: 'number, ≤ 32 digits',
		limit: (value) => 32 + value.replace(/\d/g, '').length,
		fits: (value) => NUMBER.test(value),
	},
	letter: { phrase: '≤ 32 letters', limit: 32, fits: (value) => LETTERS.test(value), cuttable: true },
	symbol: {
		phrase: '≤ 5 symbols',
		limit: 5,
		fits: (value) => SYMBOLS.test(value) && !EMOJI.test(value),
		cuttable: true,
	},
	phrase: { phrase: '≤ 5 Chinese characters', limit: 5, fits: (value) => PHRASE.test(value), cuttable: true },
	amount: {
		phrase: 'amount, e.g. ¥39.80 or 39.8元, ≤ 10 digits before the point',
		limit: ANY_LENGTH,
		fits: (value) => (AMOUNT.exec(value)?.[1] ?? '00000000000').length <= 10,
	},
	time: { phrase: '24-hour time, e.g. 10:30 or 2026-11-22 10:30', limit: ANY_LENGTH, fits: isTimeForm },
	date: { phrase: 'date, e.g. 2026-11-22 or 2026年11月22日', limit: ANY_LENGTH, fits: isDateForm },
	phone_number: {
		phrase: '≤ 17 digits or symbols',
		limit: 17,
		fits: (value) => PHONE.test(value) && !EMOJI.test(value),
	},
	car_number: {
		phrase: 'car plate, ≤ 8 characters',
		limit: 8,
		fits: (value) => CAR_NUMBER.test(value),
	},
	name: {
		phrase: 'name without digits, ≤ 10 characters with Chinese or ≤ 20 letters',
		limit: (value) => (HAN.test(value) ? 10 : 20),
		fits: (value) => NAME.test(value) && !EMOJI.test(value),
		cuttable: true,
	},
	const: { phrase: 'one of the values of the template, ≤ 20 characters', limit: 20, fits: () => true },
	enum: { phrase: 'one of the values of the template', limit: ANY_LENGTH, fits: () => true },
	enum_string: { phrase: 'one of the values of the template', limit: ANY_LENGTH, fits: () => true },
};

const FREE: ValueRule = {
	kind: 'free',
	phrase: '≤ 20 characters',
	limit: () => 20,
	fits: () => true,
	cuttable: true,
	required: false,
	excess: 'WeChat drops the rest without a word',
};

const REMOVED: ValueRule = {
	...FREE,
	phrase: 'no longer shown by WeChat',
	excess: 'WeChat has not shown this line at all since 2023',
};

const RULES: ReadonlyMap<string, ValueRule> = new Map(
	Object.entries(ROWS).map(([kind, { phrase, limit, fits, cuttable = false }]) => [
		kind,
		{
			kind,
			phrase,
			limit: typeof limit === 'number' ? () => limit : limit,
			fits,
			cuttable,
			required: true,
			excess: 'WeChat refuses the message',
		},
	]),
);

/**
 * The rule for a key: typed keys have a prefix and a number (`thing1`); every other key belongs to an industry template or
 * to a test account, where WeChat shows 20 characters and drops the rest without a word.
 *
 * @param key without `.DATA`
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html
 */
export function ruleOf(key: string): ValueRule {
	if (/^(first|remark)$/i.test(key)) return REMOVED;
	const prefix = /^([a-z_]+?)\d+$/.exec(key)?.[1] ?? '';
	return RULES.get(prefix) ?? FREE;
}
