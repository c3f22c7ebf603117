import type { IDataObject } from 'n8n-workflow';

/**
 * Gives the values of an operation's fields in a form that tells one call of a tool from another.
 *
 * @param params as `paramReader` gives them: a value that its field cannot hold is refused on use, and left out here
 */
export function heldValues(params: IDataObject): Array<[string, unknown]> {
	const held = Object.entries(Object.getOwnPropertyDescriptors(params));
	return held.map(([name, { value }]) => [name, value]);
}
