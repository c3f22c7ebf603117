import type { INodePropertyMode } from 'n8n-workflow';
import type { Field } from '../operation';

/** A field whose value n8n passes on as typed. */
const PATTERN: Field<'thing', 'resourceLocator'> = {
	displayName: 'Thing',
	name: 'thing',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list' },
		{ displayName: 'By ID', name: 'id', type: 'string' },
	],
};

/**
 * The two ways of choosing a thing that WeChat lists: from the list, or by its id, which may be an expression.
 *
 * @param thing to choose, e.g. `follower`
 * @param searchListMethod method of the node that returns the list
 * @param example of an id
 * @param byId label of the second way
 */
export function locatorModes(
	thing: string,
	searchListMethod: string,
	example: string,
	byId = 'By ID',
): INodePropertyMode[] {
	const article = ['a', 'e', 'i', 'o'].includes(thing.charAt(0)) ? 'an' : 'a';
	return (PATTERN.modes ?? []).map((mode) =>
		mode.type === 'list'
			? {
					...mode,
					placeholder: `Select ${article} ${thing}…`,
					typeOptions: { searchListMethod, searchable: true },
				}
			: { ...mode, displayName: byId, placeholder: `e.g. ${example}` },
	);
}
