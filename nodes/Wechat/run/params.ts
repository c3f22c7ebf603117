import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../operation';
import { isRecord } from '../../../core/api/isRecord';
import { readEach } from '../../../core/errors/readAll';
import { coerceInto } from '../../shared/coerceValue';
import { heldValue } from '../../shared/itemContexts';
import { hasExpression, plainMapping } from '../../shared/plainMapping';

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
			if (Object.hasOwn(params, field.name)) {
				// Two fields share a name, of which the editor shows one.
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
 * Refuses what fields cannot hold that the editor shows, so that nothing is sent although an operation reads one of them only
 * when it has its answers.
 *
 * @param operation whose fields
 * @param params as {@link paramReader} gives them
 * @throws InvalidInputError naming the field
 */
export function refuseUnusable({ fields }: Operation, params: IDataObject): void {
	// Hardly ever one, and every call of a long run looks for one: which fields are shown is found out only then.
	const unusable = fields.filter(({ name }) => Object.getOwnPropertyDescriptor(params, name)?.get);
	readEach(
		unusable.filter((field) => isShown(field, params)),
		({ name }) => params[name],
	);
}

/** As far as other fields of the operation decide it. */
function isShown({ displayOptions }: INodeProperties, params: IDataObject): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
		const held = heldValue(params, name);
		return held === undefined || values?.some((value) => isRecord(value) || value === held);
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
