import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { trimText, withoutInvisible } from '../../../core/template/visibleText';
import type { ItemContext } from '../../shared/itemContexts';
import { isMappedOption } from './messages';
import { tagId } from './tags';
import type { Field } from '../operation';

/** The kind of recipients. */
export const recipients: Field<'recipients', 'options'> = {
	displayName: 'Recipients',
	name: 'recipients',
	type: 'options',
	options: [
		{ name: 'All Followers', value: 'all' },
		{ name: 'Followers With a Tag', value: 'tag' },
		{ name: 'OpenIDs in a File', value: 'file', description: 'A CSV or JSON Lines file of the input item' },
	],
	default: 'all',
	description: 'Who gets the message; the node reads the list itself, a page of 10,000 at a time',
};

/** The tag of the recipients. */
export const recipientTag: typeof tagId = { ...tagId, displayOptions: { show: { recipients: ['tag'] } } };

/** The file with the recipients. */
export const recipientFile: Field<'binaryPropertyName', 'string'> = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	displayOptions: { show: { recipients: ['file'] } },
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the file of recipients',
	description:
		'Field of the input item with a CSV that has a column openid or touser, or JSON Lines of objects with openid; whoever is in it twice gets the message once',
};

/** Where an earlier run stopped. */
export const continueFrom: Field<'continueFrom', 'string'> = {
	displayName: 'Continue From',
	name: 'continueFrom',
	type: 'string',
	default: '',
	placeholder: 'e.g. oABCD1234567890abcdefghijklm',
	description:
		'Value of continueFrom in the output or error of the run before; an OpenID begins after that follower. Empty begins with the first recipient.',
};

/** The id that distinguishes broadcasts. */
export const broadcastId: Field<'broadcastId', 'string'> = {
	displayName: 'Broadcast ID',
	name: 'broadcastId',
	type: 'string',
	default: '',
	placeholder: 'e.g. summer-sale-2026',
	description:
		'Name of your own for this message: the ID by which WeChat drops a second copy within 10 minutes is made of it and of the OpenID, so a run that goes on with the same name tells nobody twice. Empty takes the execution.',
};

/**
 * Returns the id of one broadcast.
 *
 * @param given the user's own id, empty for a derived one
 * @throws InvalidInputError when an expression returns nothing: a continued run would then send twice
 */
export function broadcastIdOf(given: unknown, item: ItemContext): string {
	const id = typeof given === 'string' ? withoutInvisible(trimText(given)) : '';
	if (id !== '') return id;
	if (!isMappedOption(broadcastId.name, item)) return item.sendId;
	throw new InvalidInputError(
		broadcastId.displayName,
		'is empty, although an expression should give it',
		'Correct the expression, or remove the option to have an ID derived from the execution.',
	);
}

/** The maximum number of recipients in this run. */
export const maxRecipients: Field<'maxRecipients', 'number'> = {
	displayName: 'Max Recipients',
	name: 'maxRecipients',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Stop after so many and give continueFrom, so that the workflow can keep it and go on; 0 for all of them',
};

/** The part of the daily quota to leave for other uses. */
export const keepQuota: Field<'keepQuota', 'number'> = {
	displayName: 'Daily Quota to Keep',
	name: 'keepQuota',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'So many calls of the day are left to other messages; the node asks WeChat before the first one',
};
