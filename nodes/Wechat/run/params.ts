import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../operation';
import { hasExpression, plainMapping } from '../../shared/plainMapping';
import { isRecord } from '../../../core/api/isRecord';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { parseWholeNumber } from '../../shared/typedValues';

type ReadOne = (itemIndex: number) => unknown;

/**
 * Makes the reader of an operation's fields for one run. Fields that are hidden in the editor are not evaluated by n8n, so
 * every read has the field's default behind it. Single-line texts lose the white space around them: ids are pasted.
 *
 * A value without expressions is the same for every item and is asked for once. A value that its field cannot hold is
 * refused when the operation asks for it: a field that is hidden in the editor may hold anything.
 *
 * @returns gives the values of the fields for an item; throws what n8n throws for an expression that fails
 */
export function paramReader(
	operation: Operation,
	n8n: IExecuteFunctions,
): (itemIndex: number) => IDataObject {
	const { parameters } = n8n.getNode();
	const readers = operation.fields.map((field) => ({
		field,
		read: readerOf(field, parameters[field.name], n8n),
		takesList: operation.lists.includes(field.name),
		isConstant: !hasExpression(parameters[field.name]),
		known: undefined as { value: IDataObject[string] } | undefined,
	}));
	return (itemIndex) => {
		const params: IDataObject = {};
		for (const reader of readers) {
			const { field, read, takesList, isConstant, known } = reader;
			if (known) {
				params[field.name] = known.value;
				continue;
			}
			const raw = read(itemIndex);
			try {
				const value = coerceValue(field, raw, takesList) as IDataObject[string];
				if (isConstant) reader.known = { value };
				params[field.name] = value;
			} catch (error) {
				refuseOnUse(params, field.name, error);
			}
		}
		return params;
	};
}

function refuseOnUse(params: IDataObject, name: string, refusal: unknown): void {
	Object.defineProperty(params, name, {
		enumerable: true,
		get: () => {
			throw refusal;
		},
	});
}

function readerOf(field: INodeProperties, raw: unknown, n8n: IExecuteFunctions): ReadOne {
	const { name, type, typeOptions, default: fallback } = field;
	// n8n throws when it is to take the value out of a locator that is hidden, and a hidden one has no parameter.
	const extractValue = type === 'resourceLocator' && raw !== undefined;
	const tidy = (value: unknown) => {
		const singleLine = typeof value === 'string' && type !== 'json' && typeOptions?.rows === undefined;
		return singleLine ? value.trim() : value;
	};
	const throughN8n: ReadOne = (itemIndex) =>
		tidy(n8n.getNodeParameter(name, itemIndex, type === 'resourceLocator' ? '' : fallback, { extractValue }));
	const typed = extractValue ? typedIntoLocator(field, raw) : raw;
	const plain = hasExpression(typed) ? plainMapping(typed) : undefined;
	if (!plain) return throughN8n;
	const items = n8n.getInputData();
	return (itemIndex) => {
		const value = plain(items[itemIndex]?.json ?? {});
		return value === undefined ? throughN8n(itemIndex) : tidy(value);
	};
}

/** The expression in a locator whose value n8n takes as it is; a locator may also be a bare value of an older workflow. */
function typedIntoLocator(field: INodeProperties, raw: unknown): unknown {
	if (!isRecord(raw)) return raw;
	const mode = field.modes?.find(({ name }) => name === raw.mode);
	return mode && mode.extractValue === undefined && !hasExpression(raw.mode) ? raw.value : undefined;
}

const SHOWN_AT_MOST = 12;
const CHECK_EXPRESSION = 'Correct the value or the expression that gives it.';

/**
 * Gives a field's value the type that the field promises: expressions give whatever the input item holds.
 *
 * Nothing becomes an empty text, numbers and dates become texts in text fields, digits become numbers in number fields,
 * `"true"` and `"false"` become what they say. Collections are gone through entry by entry.
 *
 * @param field the field of the editor
 * @param value what n8n gave
 * @param takesList whether a text field accepts an array as well
 * @throws InvalidInputError when the value cannot mean anything in such a field
 * @internal
 */
export function coerceValue(field: INodeProperties, value: unknown, takesList = false): unknown {
	switch (field.type) {
		case 'string':
		case 'color':
		case 'resourceLocator':
			if (takesList && Array.isArray(value)) return value;
			// The file itself, as the editor maps it; n8n says what is wrong with anything else.
			if (field.typeOptions?.binaryDataProperty && isRecord(value)) return value;
			return toText(field, value);
		case 'number':
			return toNumber(field, value);
		case 'boolean':
			return toBoolean(field, value);
		case 'options':
			return oneOf(field, value);
		case 'collection':
			return eachEntry(value, childrenOf(field));
		case 'fixedCollection':
			return eachGroup(field, value);
		default:
			return value;
	}
}

function toText(field: INodeProperties, value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	// n8n takes the value out of a locator, but not out of one inside a collection.
	if (field.type === 'resourceLocator' && isRecord(value) && 'mode' in value)
		return toText(field, value.value).trim();
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InvalidInputError(
			field.displayName,
			'is too large for a JavaScript number; its last digits were already rounded',
			'Provide it as a string at the source.',
		);
	}
	if (typeof value !== 'object') return String(value);
	// Dates, Luxon's too, say in JSON what they are.
	if (hasToJson(value)) return toText(field, value.toJSON());
	throw new InvalidInputError(
		field.displayName,
		`must be a text, not ${Array.isArray(value) ? 'a list' : 'an object'}`,
		'Map a single text to it, or a property of the object.',
	);
}

function toNumber(field: INodeProperties, value: unknown): number {
	const { minValue = -Infinity, maxValue = Infinity } = field.typeOptions ?? {};
	const isDecimal = (field.typeOptions?.numberPrecision ?? 0) > 0;
	const number = isDecimal ? parseDecimal(value) : parseWholeNumber(value);
	if (number !== undefined && number >= minValue && number <= maxValue) return number;
	const range = Number.isFinite(maxValue) ? ` from ${minValue} to ${maxValue}` : ` of ${minValue} or more`;
	throw new InvalidInputError(
		field.displayName,
		`must be a ${isDecimal ? '' : 'whole '}number${Number.isFinite(minValue) ? range : ''}`,
		CHECK_EXPRESSION,
	);
}

function parseDecimal(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toBoolean(field: INodeProperties, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	// An expression that finds nothing leaves the switch as it is in a new node.
	if (value === undefined || value === null || value === '') return field.default === true;
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new InvalidInputError(field.displayName, 'must be true or false', CHECK_EXPRESSION);
}

function oneOf(field: INodeProperties, value: unknown): unknown {
	const allowed = (field.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
	if (allowed.length === 0 || allowed.includes(value as never)) return value;
	const same = allowed.find((one) => String(one) === String(value));
	if (same !== undefined) return same;
	throw new InvalidInputError(
		field.displayName,
		allowed.length > SHOWN_AT_MOST
			? 'holds a value that is not in its list'
			: `must be one of ${allowed.join(', ')}`,
		'Choose it from the list, or correct the expression that gives it.',
	);
}

function childrenOf(field: INodeProperties): INodeProperties[] {
	return (field.options ?? []).filter((option): option is INodeProperties => 'type' in option);
}

function eachEntry(value: unknown, children: readonly INodeProperties[]): unknown {
	if (!isRecord(value)) return value;
	const entries = { ...value };
	for (const name of Object.keys(value)) {
		const child = children.find((one) => one.name === name);
		if (child) entries[name] = coerceValue(child, value[name]);
	}
	return entries;
}

function eachGroup(field: INodeProperties, value: unknown): unknown {
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, rows]) => {
			const group = (field.options ?? []).find((option) => option.name === name);
			const children = group && 'values' in group ? group.values : [];
			return [
				name,
				Array.isArray(rows) ? rows.map((row) => eachEntry(row, children)) : eachEntry(rows, children),
			];
		}),
	);
}

function hasToJson(value: object): value is { toJSON(): unknown } {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}
