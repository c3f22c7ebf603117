import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../operation';
import { isRecord } from '../../../core/json/isRecord';
import { readEach } from '../../../core/errors/readAll';
import { coerceInto } from '../../shared/coerceValue';
import { heldValue } from '../../shared/itemContexts';
import { hasExpression, plainMapping } from '../../shared/plainMapping';

type ReadOne = (itemIndex: number) => unknown;

/**
 * Creates the reader of an operation's fields for one run. n8n does not evaluate fields that are hidden in the editor, so every read falls
 * back to the field's default. Single-line texts are trimmed: ids are often pasted.
 *
 * A value without expressions is the same for every item and is read once. A value that its field cannot hold throws only when the
 * operation reads it: a field that is hidden in the editor may contain anything.
 *
 * @returns a function that returns the fields' values for an item; throws what n8n throws for an expression that fails
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
			if (Object.hasOwn(params, field.name)) {
				// Two fields may share a name; the editor shows one of them.
				if (!isShown(field, params)) continue;
				delete params[field.name];
			}
			if (known) {
				params[field.name] = known.value;
				continue;
			}
			const fits = coerceInto(params, field, read(itemIndex), takesList);
			if (fits && isConstant) reader.known = { value: params[field.name] };
		}
		return params;
	};
}

/**
 * Refuses unusable values in fields that the editor shows. Otherwise an operation that reads a field only after its calls would send
 * something first.
 *
 * @param operation with the fields
 * @param params as {@link paramReader} gives them
 * @throws InvalidInputError naming the field
 */
export function refuseUnusable({ fields }: Operation, params: IDataObject): void {
	// Unusable values are rare, and this runs for every item, so which fields are shown is only determined for those.
	const unusable = fields.filter(({ name }) => Object.getOwnPropertyDescriptor(params, name)?.get);
	readEach(
		unusable.filter((field) => isShown(field, params)),
		({ name }) => params[name],
	);
}

/** Whether the editor shows a field, as far as other fields of the operation decide that. */
function isShown({ displayOptions }: INodeProperties, params: IDataObject): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
		const held = heldValue(params, name);
		return held === undefined || values?.some((value) => isRecord(value) || value === held);
	});
}

function readerOf(field: INodeProperties, raw: unknown, n8n: IExecuteFunctions): ReadOne {
	const { name, type, typeOptions, default: fallback } = field;
	// n8n throws when it has to unwrap a hidden resource locator, and a hidden one has no parameter.
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

/** The expression in a resource locator whose value n8n takes unchanged; in an older workflow the locator may be a bare value. */
function typedIntoLocator(field: INodeProperties, raw: unknown): unknown {
	if (!isRecord(raw)) return raw;
	const mode = field.modes?.find(({ name }) => name === raw.mode);
	return mode && mode.extractValue === undefined && !hasExpression(raw.mode) ? raw.value : undefined;
}
