import type { IDataObject } from 'n8n-workflow';
import type { ItemContext, Operation } from './Operation';

/**
 * Reads the values of an operation's fields for one item. Fields that are hidden in the editor are not evaluated by n8n, so
 * every read has the field's default behind it. Single-line texts lose the white space around them: ids are pasted.
 */
export function readParams(operation: Operation, { n8n, itemIndex }: ItemContext): IDataObject {
	const values: IDataObject = {};
	for (const { name, type, typeOptions, default: fallback } of operation.fields) {
		const extractValue = type === 'resourceLocator';
		const value = n8n.getNodeParameter(name, itemIndex, extractValue ? '' : fallback, { extractValue });
		const singleLine = typeof value === 'string' && type !== 'json' && typeOptions?.rows === undefined;
		values[name] = (singleLine ? value.trim() : value) as IDataObject;
	}
	return values;
}
