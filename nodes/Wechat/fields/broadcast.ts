import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { trimText, withoutInvisible } from '../../../core/text/visibleText';
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
		'Field of the input item that holds a CSV with a column openid or touser, or JSON Lines of objects with openid; a person listed twice gets the message once',
};

/** Where an earlier run stopped. */
export const continueFrom: Field<'continueFrom', 'string'> = {
	displayName: 'Continue From',
	name: 'continueFrom',
	type: 'string',
	default: '',
	placeholder: 'e.g. oABCD1234567890abcdefghijklm',
	description:
		'Value of continueFrom from the output or error of the previous run, or an OpenID to begin after that follower. Leave empty to begin with the first recipient.',
};

/** The id that distinguishes broadcasts. */
export const broadcastId: Field<'broadcastId', 'string'> = {
	displayName: 'Broadcast ID',
	name: 'broadcastId',
	type: 'string',
	default: '',
	placeholder: 'e.g. summer-sale-2026',
	description:
		'Your own name for this message. Name and OpenID form the ID by which WeChat drops a second copy within 10 minutes, so a run that continues with the same name writes to nobody twice. Leave empty to use the execution instead.',
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
		'Stop after this many recipients and return continueFrom, so that the workflow can store it and continue later; 0 for all of them',
};

/** The part of the daily quota to leave for other uses. */
export const keepQuota: Field<'keepQuota', 'number'> = {
	displayName: 'Daily Quota to Keep',
	name: 'keepQuota',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many calls of the day to leave for other messages; the node asks WeChat before the first one',
};

/** Advice on 45009. */
export const DAILY_QUOTA_USED_UP =
	'The quota of the day is used up: continue tomorrow with continueFrom of this error.';
