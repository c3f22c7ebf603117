import type { IDataObject } from 'n8n-workflow';
import { readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import type { ItemContext } from '../../../shared/itemContexts';
import { openids, readOpenids } from '../../fields/people';
import { readTagId, tagId } from '../../fields/tags';
import type { Field } from '../../operation';

const FEWEST = 2;
const MOST = 10_000;
/** The text that confirms a message to everybody. */
const PHRASE = 'send to all';
const ALLOWANCE =
	'A subscription account (订阅号) can send one mass message a day; a service account (服务号) can reach each follower four times a calendar month, including messages sent in the console';

/** The kind of recipients. */
export const massRecipients: Field<'recipients', 'options'> = {
	displayName: 'Recipients',
	name: 'recipients',
	type: 'options',
	options: [
		{
			name: 'All Followers',
			value: 'all',
			description: `Everybody who follows the account. ${ALLOWANCE}.`,
		},
		{
			name: 'Followers With a Tag',
			value: 'tag',
			description: 'Those who have one tag; costs the same allowance',
		},
		{
			name: 'List of OpenIDs',
			value: 'openids',
			description: `${FEWEST} to 10,000 followers; only certified service accounts may`,
		},
	],
	default: 'tag',
	description: `Who receives the message. ${ALLOWANCE}.`,
};

const confirmAll: Field<'confirmAll', 'string'> = {
	displayName: 'Type "Send to All" to Confirm',
	name: 'confirmAll',
	type: 'string',
	displayOptions: { show: { recipients: ['all'] } },
	default: '',
	placeholder: `e.g. ${PHRASE}`,
	description: `To confirm that every follower of the account should get this message, type the words ${PHRASE}. ${ALLOWANCE}. If this is empty, nothing is sent, and the error says how many people the message would reach.`,
};

/** The fields that define the recipients of a mass message. */
export const recipientFields: readonly [
	typeof massRecipients,
	typeof tagId,
	typeof openids,
	typeof confirmAll,
] = [
	massRecipients,
	{ ...tagId, displayOptions: { show: { recipients: ['tag'] } } },
	{
		...openids,
		displayOptions: { show: { recipients: ['openids'] } },
		description: `OpenIDs separated by commas, spaces or line breaks, or an expression that gives an array: ${FEWEST} to 10,000, which get one message. Several input items are several messages: collect their OpenIDs into one list with an Aggregate node first.`,
	},
	confirmAll,
];

/** The values of those fields. */
export interface RecipientParams {
	recipients: string;
	tagId: string;
	openids: string;
	confirmAll: string;
}

/** The path of the API, and the part of its body about the recipients. */
export interface MassTarget {
	path: '/cgi-bin/message/mass/sendall' | '/cgi-bin/message/mass/send';
	body: Readonly<Record<string, unknown>>;
	/** The recipients, for outputs. */
	shown: IDataObject;
}

/**
 * Reads the recipients of a mass message.
 *
 * @throws InvalidInputError when the tag or the list is unusable, or when a message to everybody is not confirmed
 */
export function readRecipients(params: RecipientParams): MassTarget {
	switch (params.recipients) {
		case 'all':
			if (!isConfirmed(params)) throw unconfirmed();
			return {
				path: '/cgi-bin/message/mass/sendall',
				body: { filter: { is_to_all: true } },
				shown: { is_to_all: true },
			};
		case 'openids':
			return toList(withinList(readOpenids(params.openids)));
		default:
			return toTag(readTagId(params.tagId));
	}
}

function toList(touser: string[]): MassTarget {
	return { path: '/cgi-bin/message/mass/send', body: { touser }, shown: { recipients: touser.length } };
}

function toTag(tag_id: number): MassTarget {
	const body = { filter: { is_to_all: false, tag_id } };
	return { path: '/cgi-bin/message/mass/sendall', body, shown: { tag_id } };
}

function withinList(list: string[]): string[] {
	if (list.length >= FEWEST && list.length <= MOST) return list;
	throw new InvalidInputError(
		'OpenIDs',
		`holds ${list.length === 1 ? 'one OpenID' : `${list.length} OpenIDs`}, a mass message takes ${FEWEST} to ${MOST}`,
		list.length < FEWEST
			? 'Write to one person with a customer service message or a template message, or use Preview.'
			: 'Split the list into several messages; each of them costs its recipients one of their allowance.',
	);
}

function isConfirmed({ confirmAll }: RecipientParams): boolean {
	return trimText(String(confirmAll)).toLowerCase() === PHRASE;
}

function unconfirmed(followers?: number): InvalidInputError {
	const reach = followers === undefined ? 'every follower' : `all ${followers} followers`;
	return new InvalidInputError(
		confirmAll.displayName,
		`does not hold the words ${PHRASE}, and this message would go to ${reach}`,
		`${ALLOWANCE}. Type ${PHRASE} if you want that, or choose other Recipients.`,
	);
}

/**
 * Refuses a message to everybody that is not confirmed, saying how many followers it would have reached.
 *
 * @param params values of the fields
 * @param item context of the current item; one read is made, only if the confirmation is missing
 * @param others reads everything else, so that all problems are reported together
 * @throws InvalidInputError unless it is confirmed or not for everybody
 */
export async function refuseUnconfirmed(
	params: RecipientParams,
	item: ItemContext,
	others: () => unknown,
): Promise<void> {
	if (params.recipients !== 'all' || isConfirmed(params)) return;
	const refusal = unconfirmed(await countFollowers(item));
	readEach(
		[
			others,
			() => {
				throw refusal;
			},
		],
		(read) => read(),
	);
}

/** @returns undefined where WeChat does not say; the refusal does not depend on it */
async function countFollowers({ connection }: ItemContext): Promise<number | undefined> {
	const answer = await connection
		.call({ method: 'GET', path: '/cgi-bin/user/get' }, { effect: 'read' })
		.catch(() => undefined);
	const total = answer?.kind === 'json' ? answer.data.total : undefined;
	return typeof total === 'number' ? total : undefined;
}
