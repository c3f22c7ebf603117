import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { asciiText, wholeNumber } from '../../../shared/typedValues';
import { locatorModes } from '../../fields/locatorModes';
import type { Field } from '../../operation';

/** A title of the public library of subscription templates. */
export const libraryTitle: Field<'tid', 'resourceLocator'> = {
	displayName: 'Title',
	name: 'tid',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: locatorModes('title', 'searchLibraryTitles', '99'),
	description: 'A title of the public library, in one of the categories of the account',
};

/**
 * Reads the id of a title.
 *
 * @throws InvalidInputError when it is empty or not a title ID
 */
export function readTitleId(value: unknown): number {
	const field = libraryTitle.displayName;
	if (asciiText(value) !== '') return wholeNumber(field, value, 0, Number.MAX_SAFE_INTEGER);
	throw new InvalidInputError(
		field,
		'is empty',
		'Choose a title from the list, or give the tid that Get Template Titles lists.',
	);
}
