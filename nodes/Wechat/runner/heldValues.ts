import type { IDataObject } from 'n8n-workflow';

/**
 * Looks at one value without using it.
 *
 * @param params as `paramReader` gives them
 * @returns undefined also for a value that its field cannot hold
 */
export function heldValue(params: IDataObject, name: string): unknown {
	return Object.getOwnPropertyDescriptor(params, name)?.value as unknown;
}

/**
 * Gives the values of an operation's fields in a form that tells one call of a tool from another.
 *
 * @param params as `paramReader` gives them: a value that its field cannot hold is refused on use, and left out here
 */
export function heldValues(params: IDataObject): Array<[string, unknown]> {
	const held = Object.entries(Object.getOwnPropertyDescriptors(params));
	return held.map(([name, { value }]) => [name, value]);
}
