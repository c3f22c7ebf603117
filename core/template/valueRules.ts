import type { Counting } from './cutText';
import { isDateForm, isTimeForm } from './timeForms';

/** WeChat's rule for the value of one field. */
export interface ValueRule {
	/** The prefix of the key, e.g. `thing`; `free` where the key has none. */
	kind: string;
	/** Short form for the label of an input, which has room for a dozen letters: `≤ 20`. */
	label: string;
	/** The rule in full, for errors. */
	phrase: string;
	/** The maximum number of characters of a value. */
	limit(value: string): number;
	/** How characters are counted. */
	counting: Counting;
	/** Whether WeChat removes emoji before it checks the value. */
	losesEmoji: boolean;
	/** Whether the value has the right format, apart from its length. */
	fits(value: string): boolean;
	/** Whether a value still makes sense when its end is cut off: an amount or a date does not. */
	cuttable: boolean;
	/** Whether WeChat refuses an empty value. */
	required: boolean;
	/** What happens to a message whose value is too long. */
	excess: string;
	/** Whether line breaks are shown. */
	multiline?: boolean;
}

const HAN = /\p{Script=Han}/u;
const CHARACTER_STRING = /^[A-Za-z0-9\p{P}\p{S} ]*$/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
const LETTERS = /^[A-Za-z]+$/;
const SYMBOLS = /^[\p{P}\p{S}]+$/u;
const PHRASE = /^\p{Script=Han}+$/u;
const AMOUNT = /^\p{Sc}?(\d+)(\.\d+)?元?$/u;
const PHONE = /^[\d\p{P}\p{S} ]+$/u;
const CAR_NUMBER = /^[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]?$/u;
const NAME = /^[\p{L}\p{M}\p{P}\p{S} ]+$/u;
/** Where the format limits the length. */
const ANY_LENGTH = Infinity;

interface RuleRow {
	label: string;
	phrase: string;
	limit: number | ((value: string) => number);
	fits: (value: string) => boolean;
	cuttable?: boolean;
}

const ROWS: Readonly<Record<string, RuleRow>> = {
	thing: { label: '≤ 20', phrase: '≤ 20 characters', limit: 20, fits: () => true, cuttable: true },
	short_thing: { label: '≤ 5', phrase: '≤ 5 characters', limit: 5, fits: () => true, cuttable: true },
	character_string: {
		label: '≤ 32 A-Z 0-9',
		phrase: '≤ 32 letters, digits or symbols, no Chinese',
		limit: 32,
		fits: (value) => CHARACTER_STRING.test(value),
		cuttable: true,
	},
	number: {
		label: 'number',
		phrase: 'digits, with decimals if needed, 32 at most',
		limit: (value) => 32 + value.replace(/\d/g, '').length,
		fits: (value) => NUMBER.test(value),
	},
	letter: {
		label: '≤ 32 letters',
		phrase: '≤ 32 letters',
		limit: 32,
		fits: (value) => LETTERS.test(value),
		cuttable: true,
	},
	symbol: {
		label: '≤ 5 symbols',
		phrase: '≤ 5 symbols',
		limit: 5,
		fits: (value) => SYMBOLS.test(value),
		cuttable: true,
	},
	phrase: {
		label: '≤ 5 Chinese',
		phrase: '≤ 5 Chinese characters',
		limit: 5,
		fits: (value) => PHRASE.test(value),
		cuttable: true,
	},
	amount: {
		label: '¥39.80',
		phrase: 'an amount such as ¥39.80 or 39.8元, with at most 10 digits before the point and no separators',
		limit: ANY_LENGTH,
		fits: (value) => (AMOUNT.exec(value)?.[1] ?? '00000000000').length <= 10,
	},
	time: {
		label: '10:30',
		phrase: 'a 24-hour time such as 10:30 or 2026-11-22 10:30, or two of them joined by ~',
		limit: ANY_LENGTH,
		fits: isTimeForm,
	},
	date: {
		label: '2026-11-22',
		phrase: 'a date such as 2026-11-22 or 2026年11月22日, with or without a time, or two of them joined by ~',
		limit: ANY_LENGTH,
		fits: isDateForm,
	},
	phone_number: {
		label: '≤ 17 digits',
		phrase: '≤ 17 digits or symbols',
		limit: 17,
		fits: (value) => PHONE.test(value),
	},
	car_number: {
		label: '≤ 8',
		phrase: 'a car plate of letters and digits, with Chinese at both ends only',
		limit: 8,
		fits: (value) => CAR_NUMBER.test(value),
	},
	name: {
		label: '≤ 10 (20 Latin)',
		phrase: 'a name without digits, ≤ 10 characters with Chinese or ≤ 20 letters',
		limit: (value) => (HAN.test(value) ? 10 : 20),
		fits: (value) => NAME.test(value),
		cuttable: true,
	},
	const: { label: 'fixed values', phrase: 'one of the values of the template', limit: 20, fits: () => true },
	enum: {
		label: 'fixed values',
		phrase: 'one of the values of the template',
		limit: ANY_LENGTH,
		fits: () => true,
	},
	enum_string: {
		label: 'fixed values',
		phrase: 'one of the values of the template',
		limit: ANY_LENGTH,
		fits: () => true,
	},
};

const FREE: ValueRule = {
	kind: 'free',
	label: '≤ 20',
	phrase: '≤ 20 characters',
	limit: () => 20,
	fits: () => true,
	cuttable: true,
	required: false,
	excess: 'WeChat shows an ellipsis in place of the rest',
	// Observed with industry templates and test accounts since 2023-05.
	counting: 'runs',
	losesEmoji: true,
};

const REMOVED: ValueRule = {
	...FREE,
	label: 'not shown',
	excess: 'WeChat has not shown this line at all since 2023',
};

const RULES: ReadonlyMap<string, ValueRule> = new Map(
	Object.entries(ROWS).map(([kind, { label, phrase, limit, fits, cuttable = false }]) => [
		kind,
		{
			kind,
			label,
			phrase,
			limit: typeof limit === 'number' ? () => limit : limit,
			fits,
			cuttable,
			required: true,
			// Developers report 47003 from productive accounts, and cut values from test accounts.
			excess: 'WeChat may cut the value or refuse the message',
			counting: 'characters' as const,
			losesEmoji: true,
		},
	]),
);

/**
 * The two texts of a one-time subscription message.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/notify/subscribe/api_templatesubscribe.html
 */
export const ONE_TIME_RULES = {
	title: plainText(15, false, 'WeChat refuses the message'),
	content: plainText(200, true, 'WeChat may cut the value or refuse the message'),
};

/** Rule of a plain text; no announcement says that WeChat removes emoji from these messages. */
function plainText(limit: number, multiline: boolean, excess: string): ValueRule {
	const phrase = `≤ ${limit} characters`;
	return {
		kind: 'text',
		label: phrase,
		phrase,
		limit: () => limit,
		fits: () => true,
		cuttable: true,
		required: true,
		excess,
		counting: 'characters',
		losesEmoji: false,
		multiline,
	};
}

/**
 * The rule for a key: typed keys have a prefix and a number (`thing1`); every other key belongs to an industry template or to a test
 * account, where WeChat shows 20 characters and replaces the rest with an ellipsis.
 *
 * @param key without `.DATA`
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html
 */
export function ruleOf(key: string): ValueRule {
	const prefix = /^([a-z_]+?)\d+$/.exec(key)?.[1] ?? '';
	return RULES.get(prefix) ?? (/^(first|remark)$/i.test(key) ? REMOVED : FREE);
}
