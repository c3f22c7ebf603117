import { readEach } from '../errors/readAll';
import { InvalidInputError } from '../errors/WechatErrors';
import { isRecord } from '../json/isRecord';
import { checkText, type ValueCheck } from './checkText';
import { excerpt } from './cutText';
import { decimalsOf, plainDecimal } from './plainDecimal';
import { ruleOf } from './valueRules';
import { toValueText } from './valueText';
import { trimText, withoutInvisible } from '../text/visibleText';

/** A field that the template is known to have. */
export interface KnownField {
	key: string;
	/** Its label in the template, e.g. `商品名称`; may be empty. */
	label: string;
	/** The allowed values, where the template fixes them. */
	options?: readonly string[];
}

/** How to fill in a template. */
export interface FillOptions {
	check: ValueCheck;
	/** IANA name of the time zone in which times are shown. */
	timezone: string;
	/** The fields of the template; empty when the template was not read, then keys are not checked. */
	fields: readonly KnownField[];
	/** Name of the editor's field with the values. */
	input: string;
}

/** `data` of a template message or subscription notification. */
export type TemplateData = Record<string, { value: string }>;

interface Entry {
	/** Without `.DATA`. */
	key: string;
	value: unknown;
}

/**
 * Makes the `data` of a message from n8n's values, each in the form of its field.
 *
 * @param values by key (`thing1`, also `thing1.DATA`); a value may be wrapped as `{ value }`, like in WeChat's format
 * @throws InvalidInputError naming every wrong field, its rule, the length found and the remedy
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html
 */
export function fillTemplate(values: Readonly<Record<string, unknown>>, options: FillOptions): TemplateData {
	const entries: Entry[] = Object.keys(values).map((key) => ({
		key: plainKey(key),
		value: unwrap(values[key]),
	}));
	if (entries.length === 0) {
		throw new InvalidInputError(
			options.input,
			'contains no values',
			'Give a value for every field of the template. If the node shows no fields to fill in, choose Retry there, or give the values as JSON.',
		);
	}
	if (isRecord(values.data) && !('value' in values.data || 'toJSON' in values.data))
		refuseWholeMessage(options.input);
	if (options.check !== 'none') entries.push(...missingFrom(entries, options.fields));
	return Object.fromEntries(
		readEach(entries, ({ key, value }) => [key, { value: valueFor(key, value, options) }] as const),
	);
}

/** Marks a field without a value. */
const MISSING = Symbol('missing');

function missingFrom(entries: readonly Entry[], fields: readonly KnownField[]): Entry[] {
	return fields
		.filter(({ key }) => !entries.some((given) => given.key === key) && ruleOf(key).required)
		.map(({ key }) => ({ key, value: MISSING }));
}

function plainKey(key: string): string {
	const text = withoutInvisible(trimText(key));
	return /^(?:\{\{\s*)?([A-Za-z0-9_]+)(?:\.DATA)?(?:\s*\}\})?$/.exec(text)?.[1] ?? key;
}

function unwrap(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function valueFor(key: string, value: unknown, { check, timezone, fields, input }: FillOptions): string {
	const field = fields.find((known) => known.key === key);
	if (!field) refuseStranger(key, fields);
	const title = field ? titleOf(field) : `${input} → ${key}`;
	if (value === MISSING) refuseMissing(title);
	const rule = ruleOf(key);
	if (typeof value === 'number') refuseNumber(value, title, rule.kind, check);
	const text = toValueText(value, rule.kind, timezone);
	if (text === undefined) {
		throw new InvalidInputError(
			title,
			'is neither text nor number',
			'Map a single text, number or date to this field.',
		);
	}
	return checkText(text, { title, rule, check, options: field?.options });
}

function titleOf({ key, label }: KnownField): string {
	return label === '' ? key : `${label} (${key})`;
}

function refuseNumber(value: number, title: string, kind: string, check: ValueCheck): void {
	if (Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		throw new InvalidInputError(
			title,
			'is too large for a JavaScript number; its last digits were already rounded',
			'Provide it as text, in quotes, at the source.',
		);
	}
	if (check === 'none' || kind !== 'amount' || decimalsOf(value) <= 2) return;
	throw new InvalidInputError(
		title,
		`${plainDecimal(value)} has more than two decimals`,
		'Round it in the mapping, e.g. {{ $json.price.toFixed(2) }}; an amount given as text is sent as it is.',
	);
}

function refuseStranger(key: string, fields: readonly KnownField[]): void {
	if (!/^[A-Za-z0-9_]+$/.test(key)) {
		throw new InvalidInputError(
			`“${excerpt(key, 40)}”`,
			'is not the key of a field',
			'Keys are the names in the braces of the template without .DATA, e.g. thing1 for {{thing1.DATA}}.',
		);
	}
	if (fields.length === 0) return;
	throw new InvalidInputError(
		excerpt(key, 40),
		'is not a field of the template',
		`The template has: ${fields.map(titleOf).join(', ')}. If it was changed, refresh the fields in the node.`,
	);
}

/** What is inside `data` of an example on the official page, and everything around it. */
function refuseWholeMessage(input: string): never {
	throw new InvalidInputError(
		input,
		'holds a whole message in WeChat’s format',
		'Give only what is inside its "data", e.g. {"thing1": "Coffee"}; receiver, template and link have fields of their own.',
	);
}

function refuseMissing(title: string): never {
	throw new InvalidInputError(
		title,
		'has no value, and WeChat refuses a message with an empty field',
		'Map a value to it.',
	);
}
