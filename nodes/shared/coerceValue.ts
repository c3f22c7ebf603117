import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../core/json/isRecord';
import { parseExact } from '../../core/json/parseExact';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { asciiText, LIST_SEPARATORS, parseNumber, parseWholeNumber } from './typedValues';

const SHOWN_AT_MOST = 12;
const CHECK_EXPRESSION = 'Correct the value or the expression that gives it.';

/**
 * Converts a value to the type that its field promises, since an expression may return anything.
 *
 * In text fields null and undefined become an empty text, numbers and dates become text; in number fields digits become numbers; `"true"`,
 * `"false"`, 1 and 0 become booleans; JSON becomes the array or object that it describes. Collections are converted entry by entry.
 *
 * @param field of the editor; for a `required` switch an empty value is refused instead of meaning the default
 * @param value from n8n
 * @param takesList whether a text field accepts an array as well
 * @throws InvalidInputError when the value makes no sense in such a field
 */
export function coerceValue(field: INodeProperties, value: unknown, takesList = false): unknown {
	switch (field.type) {
		case 'string':
		case 'color':
		case 'dateTime':
		case 'resourceLocator':
			if (field.typeOptions?.multipleValues) return toTexts(field, isNothing(value) ? [] : value);
			if (takesList) return toTexts(field, value);
			// The file itself, as the editor maps it; n8n reports anything else that is wrong.
			if (field.typeOptions?.binaryDataProperty && isRecord(value)) return value;
			return toText(field, value);
		case 'number':
			return toNumber(field, value);
		case 'boolean':
			return toSwitch(field, value);
		case 'options':
			return oneOf(field, value);
		case 'multiOptions':
			return someOf(field, value);
		case 'collection':
			return eachEntry(field, toCollection(field, value), childrenOf(field));
		case 'fixedCollection':
			return eachGroup(field, toGroups(field, value));
		case 'resourceMapper':
			return toCollection(field, value);
		default:
			return value;
	}
}

/**
 * Converts one value and adds it to the record of all values. A value that its field cannot hold throws only when it is read from there,
 * since a field that is hidden in the editor may contain anything.
 *
 * @param params gets the value
 * @param field as for {@link coerceValue}, like `takesList`
 * @param value from n8n
 * @returns whether the field can hold the value
 */
export function coerceInto(
	params: IDataObject,
	field: INodeProperties,
	value: unknown,
	takesList = false,
): boolean {
	try {
		params[field.name] = coerceValue(field, value, takesList) as IDataObject[string];
		return true;
	} catch (error) {
		refuseOnUse(params, field.name, error);
		return false;
	}
}

function refuseOnUse(params: IDataObject, name: string, refusal: unknown): void {
	const get = () => {
		throw refusal;
	};
	Object.defineProperty(params, name, { configurable: true, enumerable: true, get });
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Parses JSON from an expression, where the field's value is an object or an array. */
function fromJson(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return parseExact(value, (digits) => digits);
	} catch {
		return value;
	}
}

function toText(field: INodeProperties, value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	// n8n unwraps a resource locator, but not inside a collection.
	if (field.type === 'resourceLocator' && isRecord(value) && 'mode' in value)
		return toText(field, value.value).trim();
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InvalidInputError(
			field.displayName,
			'is too large for a JavaScript number; its last digits were already rounded',
			'Provide it as a string at the source.',
		);
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InvalidInputError(field.displayName, `is not a number (${value})`, CHECK_EXPRESSION);
	}
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	// Dates, including Luxon's, have a toJSON method.
	if (hasToJson(value)) return toText(field, value.toJSON());
	throw new InvalidInputError(
		field.displayName,
		`must be a text, not ${Array.isArray(value) ? 'a list' : 'an object'}`,
		'Map a single text to it, or a property of the object.',
	);
}

function toTexts(field: INodeProperties, value: unknown): string | string[] {
	const list = fromJson(value);
	if (Array.isArray(list)) return list.map((entry) => toText(field, entry));
	const text = toText(field, value);
	return field.typeOptions?.multipleValues ? [text] : text;
}

function toNumber(field: INodeProperties, value: unknown): number {
	const { minValue = -Infinity, maxValue = Infinity } = field.typeOptions ?? {};
	const isDecimal = (field.typeOptions?.numberPrecision ?? 0) > 0;
	const number = isDecimal ? parseNumber(value) : parseWholeNumber(value);
	if (number !== undefined && number >= minValue && number <= maxValue) return number;
	const range = Number.isFinite(maxValue) ? ` from ${minValue} to ${maxValue}` : ` of ${minValue} or more`;
	throw new InvalidInputError(
		field.displayName,
		`must be a ${isDecimal ? '' : 'whole '}number${Number.isFinite(minValue) ? range : ''}`,
		CHECK_EXPRESSION,
	);
}

function toSwitch(field: INodeProperties, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	// When an expression finds nothing, the switch has its default.
	if (isNothing(value) && !field.required) return field.default === true;
	const text = asciiText(value).toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw new InvalidInputError(field.displayName, 'must be true or false', CHECK_EXPRESSION);
}

function oneOf(field: INodeProperties, value: unknown): unknown {
	const same = sameAs(field, value);
	if (same !== undefined) return same;
	const allowed = optionsOf(field);
	if (allowed.length === 0) return value;
	throw new InvalidInputError(
		field.displayName,
		allowed.length > SHOWN_AT_MOST
			? 'holds a value that is not in its list'
			: `must be one of ${allowed.join(', ')}`,
		'Choose it from the list, or correct the expression that gives it.',
	);
}

/** Values that are not in the list are kept: they may come from WeChat, or from another version of the package. */
function someOf(field: INodeProperties, value: unknown): unknown[] {
	const given = fromJson(value);
	const entries: unknown[] = typeof given === 'string' ? given.split(LIST_SEPARATORS) : [given].flat();
	return entries
		.filter((entry) => !isNothing(entry))
		.map((entry) => sameAs(field, entry) ?? toText(field, entry).trim());
}

function optionsOf({ options = [] }: INodeProperties): unknown[] {
	return options.flatMap((option) => ('value' in option ? [option.value] : []));
}

/** The choice of a list that a value means. This runs for every push, so it builds no list of the choices. */
function sameAs({ options = [] }: INodeProperties, value: unknown): unknown {
	if (options.some((option) => 'value' in option && option.value === value)) return value;
	if (typeof value === 'object' && value !== null) return undefined;
	const text = String(value).trim();
	const same = options.find((option) => 'value' in option && String(option.value) === text);
	return same && 'value' in same ? same.value : undefined;
}

function childrenOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

function toCollection(field: INodeProperties, value: unknown): Readonly<Record<string, unknown>> {
	const given = fromJson(value);
	if (isRecord(given)) return given;
	const keepsOut = childrenOf(field).some(({ type, required }) => type === 'boolean' && required);
	if (isNothing(given) && !keepsOut) return isRecord(field.default) ? field.default : {};
	throw new InvalidInputError(field.displayName, 'must be an object', CHECK_EXPRESSION);
}

function eachEntry(
	field: INodeProperties,
	value: unknown,
	children: readonly INodeProperties[],
): Record<string, unknown> {
	if (!isRecord(value)) {
		throw new InvalidInputError(
			field.displayName,
			'must hold objects, with a property for each input',
			CHECK_EXPRESSION,
		);
	}
	const entries = { ...value };
	for (const name of Object.keys(value)) {
		const child = children.find((one) => one.name === name);
		if (child) entries[name] = coerceValue(child, value[name]);
	}
	return entries;
}

/** A list or a single row belongs to the only group. */
function toGroups(field: INodeProperties, value: unknown): Readonly<Record<string, unknown>> {
	const given = fromJson(value);
	const [group, ...others] = field.options ?? [];
	if (!group || others.length > 0) return toCollection(field, given);
	if (Array.isArray(given)) return { [group.name]: given };
	const groups = toCollection(field, given);
	return Object.keys(groups).length === 0 || group.name in groups ? groups : { [group.name]: groups };
}

function eachGroup(
	field: INodeProperties,
	groups: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const isList = field.typeOptions?.multipleValues === true;
	return Object.fromEntries(
		Object.entries(groups).map(([name, value]) => {
			const group = (field.options ?? []).find((option) => option.name === name);
			if (!group || !('values' in group)) return [name, value];
			const rows = [isNothing(value) ? [] : fromJson(value)]
				.flat()
				.map((row: unknown) => eachEntry(field, row, group.values));
			return [name, isList ? rows : onlyOne(field, rows)];
		}),
	);
}

function onlyOne(field: INodeProperties, rows: ReadonlyArray<Record<string, unknown>>): unknown {
	if (rows.length <= 1) return rows[0];
	throw new InvalidInputError(field.displayName, 'must be one object, not a list', CHECK_EXPRESSION);
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
	return isRecord(value) && typeof value.toJSON === 'function';
}
