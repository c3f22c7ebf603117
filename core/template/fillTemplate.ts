import { InputRefused } from '../errors/WechatErrors';
import { countCharacters, cutText } from './cutText';
import { ruleOf, type ValueRule } from './valueRules';
import { toValueText } from './valueText';

/** What to do with values that break the rule of their field. */
export type ValueCheck =
	/** Refuse before anything is sent. */
	| 'strict'
	/** Cut over-long texts and turn line breaks into spaces; refuse what cannot be mended. */
	| 'shorten'
	/** Leave the judgement to WeChat. */
	| 'none';

/** A field that the template is known to have. */
export interface KnownField {
	key: string;
	/** What errors call it, e.g. `商品名称 (thing1)`. */
	title: string;
	/** The only values allowed, where the template fixes them. */
	options?: readonly string[];
}

/** How to fill in a template. */
export interface FillOptions {
	check: ValueCheck;
	/** IANA name of the zone in which instants are shown. */
	timezone: string;
	/** The fields of the template; empty when the template was not read, then keys are not compared. */
	fields: readonly KnownField[];
	/** What the editor calls the values as a whole. */
	input: string;
}

/** `data` of a template message or subscription notification. */
export type TemplateData = Record<string, { value: string }>;

/**
 * Makes the `data` of a message from values as n8n has them, each in the form of its field.
 *
 * @param values by key (`thing1`, also `thing1.DATA`); a value may be wrapped as `{ value }`, as WeChat writes it
 * @throws InputRefused naming the field, its rule, the length found and the remedy
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html
 */
export function fillTemplate(values: Readonly<Record<string, unknown>>, options: FillOptions): TemplateData {
	const entries = Object.entries(values).map(([key, value]) => [plainKey(key), unwrap(value)] as const);
	if (entries.length === 0) {
		throw new InputRefused(
			options.input,
			'holds no values',
			'Give a value for every field of the template. Without fields to fill in, refresh the list of fields in the node.',
		);
	}
	const data: TemplateData = Object.fromEntries(
		entries.map(([key, value]) => [key, { value: valueFor(key, value, options) }]),
	);
	refuseMissing(data, options);
	return data;
}

function plainKey(key: string): string {
	return /^\s*(?:\{\{\s*)?([A-Za-z0-9_]+)(?:\.DATA)?(?:\s*\}\})?\s*$/.exec(key)?.[1] ?? key;
}

function unwrap(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function valueFor(key: string, value: unknown, { check, timezone, fields, input }: FillOptions): string {
	const field = fields.find((known) => known.key === key);
	if (!field) refuseStranger(key, fields);
	const title = field?.title ?? `${input} → ${key}`;
	const rule = ruleOf(key);
	const text = toValueText(value, rule.kind, timezone);
	if (text === undefined) {
		throw new InputRefused(
			title,
			'is neither text nor number',
			'Map a single text, number or date to this field.',
		);
	}
	return check === 'none' ? text : checkedText(text, { title, rule, check, options: field?.options });
}

interface Check {
	title: string;
	rule: ValueRule;
	check: 'strict' | 'shorten';
	options: readonly string[] | undefined;
}

function checkedText(given: string, { title, rule, check, options }: Check): string {
	const text = check === 'shorten' ? mend(given) : given;
	if (text === '') {
		if (!rule.required) return text;
		throw new InputRefused(
			title,
			'is empty, and WeChat refuses a message with an empty field',
			'Map a value to it; for items without one, give a text of your own such as “-” in an expression.',
		);
	}
	if (/\p{Cc}/u.test(text)) {
		throw new InputRefused(
			title,
			'holds a line break or another control character, which WeChat does not show in a template',
			`Remove it in the mapping, or ${SHORTEN}`,
		);
	}
	if (/\p{Cs}/u.test(text)) {
		throw new InputRefused(
			title,
			'holds half of an emoji (a lone surrogate)',
			`Cut the text elsewhere, or ${SHORTEN}`,
		);
	}
	if (options && options.length > 0) return allowedText(text, title, options);
	const shortened = fitLength(text, { title, rule, check });
	if (!rule.fits(shortened)) {
		throw new InputRefused(
			title,
			`“${cutText(shortened, 40)}” is not a value that a ${rule.kind} field takes: ${rule.phrase}`,
			'Change the value in the mapping to that form.',
		);
	}
	return shortened;
}

const SHORTEN = 'set Options → Over-Long Values to Shorten.';

/** Line breaks become spaces; what is left of an emoji cut in two disappears. */
function mend(text: string): string {
	return text
		.replace(/\p{Cc}+/gu, ' ')
		.replace(/\p{Cs}/gu, '')
		.trim();
}

function fitLength(text: string, { title, rule, check }: Omit<Check, 'options'>): string {
	const limit = rule.limit(text);
	const length = countCharacters(text);
	if (length <= limit) return text;
	if (check === 'shorten' && rule.cuttable) return cutText(text, limit);
	throw new InputRefused(
		title,
		`has ${length} characters, at most ${limit} are allowed; ${rule.excess}`,
		rule.cuttable
			? `Shorten it in the mapping, or ${SHORTEN}`
			: 'Give a shorter value; this kind is never cut.',
	);
}

/** A list may hold several of the allowed values, joined by commas. */
function allowedText(text: string, title: string, options: readonly string[]): string {
	const known = (value: string) => options.includes(value.trim());
	if (known(text) || text.split(/[,，]/).every(known)) return text;
	throw new InputRefused(
		title,
		`“${cutText(text, 40)}” is not one of the values that the template allows`,
		`Use one of: ${cutText(options.join(', '), 200)}`,
	);
}

function refuseStranger(key: string, fields: readonly KnownField[]): void {
	if (!/^[A-Za-z0-9_]+$/.test(key)) {
		throw new InputRefused(
			`“${cutText(key, 40)}”`,
			'is not the key of a field',
			'Keys are the names in the braces of the template without .DATA, e.g. thing1 for {{thing1.DATA}}.',
		);
	}
	if (fields.length === 0) return;
	throw new InputRefused(
		key,
		'is not a field of the template',
		`The template has: ${fields.map(({ title }) => title).join(', ')}. If it was changed, refresh the fields in the node.`,
	);
}

function refuseMissing(data: TemplateData, { check, fields }: FillOptions): void {
	if (check === 'none') return;
	const missing = fields.find(({ key }) => ruleOf(key).required && !Object.hasOwn(data, key));
	if (!missing) return;
	throw new InputRefused(
		missing.title,
		'has no value, and WeChat refuses a message with an empty field',
		'Map a value to it.',
	);
}
