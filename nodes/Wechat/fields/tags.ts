import type { Field } from '../operation';
import { required, withinCharacters } from '../../shared/textLimits';
import { trimText } from '../../../core/text/visibleText';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { asciiText, parseWholeNumber } from '../../shared/typedValues';

/** The tag to use, from the account's own list or by its id. */
export const tagId: Field<'tagId', 'resourceLocator'> = {
	displayName: 'Tag',
	name: 'tagId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'A tag of the account (用户标签)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a tag…',
			typeOptions: { searchListMethod: 'searchTags', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 134',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,10}\\s*$', errorMessage: 'A tag ID is a whole number' },
				},
			],
		},
	],
};

const MAX_CHARACTERS = 30;

/** The name of a tag. */
export const tagName: Field<'tagName', 'string'> = {
	displayName: 'Name',
	name: 'tagName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 会员',
	description: 'Name of the tag, up to 30 characters; ten Chinese characters fit everywhere',
};

/**
 * Reads the name of a tag.
 *
 * @returns the name without surrounding white space and invisible characters, which WeChat would treat as a different name
 * @throws InvalidInputError when it is empty or too long
 */
export function readTagName(value: string): string {
	return withinCharacters('Name', trimText(required('Name', value)), MAX_CHARACTERS);
}

/** Ids are 32-bit numbers. */
const MAX = 2 ** 31 - 1;

/**
 * Reads the id of a tag as a number, the form that WeChat wants in a body.
 *
 * @param value text or number; `007` is 7
 * @param field name of the field in the editor
 * @throws InvalidInputError when it is not a tag ID
 */
export function readTagId(value: unknown, field = 'Tag'): number {
	const id = parseWholeNumber(value);
	if (id !== undefined && id >= 0 && id <= MAX) return id;
	throw new InvalidInputError(
		field,
		asciiText(value) === '' ? 'is empty' : `is not a tag ID (a whole number from 0 to ${MAX})`,
		'Choose a tag from the list, or give the id that Tag → Get Many lists.',
	);
}

/** Advice on 45158. */
export const TAG_NAME_TOO_LONG = 'Shorten the name to ten Chinese characters or 30 letters.';

/** Advice on 45157. */
export const TAG_NAME_TAKEN =
	'A tag of this name exists already, or the name is reserved. Choose another name.';

/** Advice on 45058. */
export const TAG_OF_WECHAT = 'The tags 0, 1 and 2 belong to WeChat itself. Choose one of your own.';
