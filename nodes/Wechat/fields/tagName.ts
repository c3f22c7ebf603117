import { required, withinCharacters } from '../checks/textLimits';
import { trimText } from '../../../core/template/visibleText';
import type { Field } from '../runner/Operation';

const MAX_CHARACTERS = 30;

/** What a tag is called. */
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
 * Reads that field.
 *
 * @returns the name without white space and invisible characters around it: WeChat would tell the two apart, a person would not
 * @throws InputRefused when it is empty or too long
 */
export function readTagName(value: string): string {
	return withinCharacters('Name', trimText(required('Name', value)), MAX_CHARACTERS);
}
