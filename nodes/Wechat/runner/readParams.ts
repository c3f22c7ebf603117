import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { coerceValue } from './coerceValue';
import type { Operation } from './Operation';
import { hasExpression, plainMapping } from './plainMapping';

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
	const extractValue = type === 'resourceLocator';
	const tidy = (value: unknown) => {
		const singleLine = typeof value === 'string' && type !== 'json' && typeOptions?.rows === undefined;
		return singleLine ? value.trim() : value;
	};
	const throughN8n: ReadOne = (itemIndex) =>
		tidy(n8n.getNodeParameter(name, itemIndex, extractValue ? '' : fallback, { extractValue }));
	const plain = extractValue || !hasExpression(raw) ? undefined : plainMapping(raw);
	if (!plain) return throughN8n;
	const items = n8n.getInputData();
	return (itemIndex) => {
		const value = plain(items[itemIndex]?.json ?? {});
		return value === undefined ? throughN8n(itemIndex) : tidy(value);
	};
}
