import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { WechatApiError } from '../../../../core/errors/WechatErrors';
import type { ApiRequest } from '../../../../core/api/wire';
import { payload } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';
import { clientMessageId, clientMessageIdOf } from '../../fields/messages';
import type { Field } from '../../operation';
import { readRecipients, type RecipientParams, refuseUnconfirmed } from './recipients';

/** The current limit of `clientmsgid`. */
const MAX_ID_BYTES = 32;
/** The platform knows the id: the message went out before. */
const ALREADY_SENT = 45065;

/** The id by which WeChat drops a second copy of a mass message. */
export const massMessageId: Field<'clientMessageId', 'string'> = {
	...clientMessageId,
	placeholder: 'e.g. newsletter-2026-11',
	description:
		'ID of your own, up to 32 bytes: WeChat carries out the same ID once within 24 hours. Empty derives one from execution (or the push of WeChat that started it), node and item, so that neither Retry On Fail nor a repeated delivery sends twice. Retrying or starting the execution again is a new message, unless you give an ID of your own.',
};

/** Choices that every mass message has. */
export const massOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [massMessageId],
};

/** What is sent: `msgtype`, and the object that it goes with. */
export type MassContent = Readonly<Record<string, unknown>> & { msgtype: string };

/**
 * Sends a mass message. One that WeChat has carried out before under the same id counts as sent.
 *
 * @param params who receives it; `options.clientMessageId` is the user's own id
 * @param item the item that is worked on
 * @param content reads what is sent
 * @param prepare makes what was read ready to be sent, by calls of its own
 * @returns one item with msg_id, clientmsgid and, of articles, msg_data_id
 * @throws InvalidInputError naming all that is wrong, and what the call throws
 * @see https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html
 */
export async function sendMassMessage(
	params: RecipientParams & { options: IDataObject },
	item: ItemContext,
	content: () => MassContent,
	prepare: (content: MassContent) => Promise<MassContent> = async (ready) => ready,
): Promise<INodeExecutionData[]> {
	const clientmsgid = () => clientMessageIdOf(params.options.clientMessageId, item, MAX_ID_BYTES);
	const others = () => readAll({ content, clientmsgid });
	await refuseUnconfirmed(params, item, others);
	const message = readAll({ target: () => readRecipients(params), content, clientmsgid });
	const { target } = message;
	const prepared = await prepare(message.content);
	const request: ApiRequest = {
		method: 'POST',
		path: target.path,
		body: { ...target.body, ...prepared, clientmsgid: message.clientmsgid },
	};
	const sent = await item.connection
		.call(request, { effect: 'write', deduplicated: true })
		.then(payload, earlierSend);
	return [{ json: { msgtype: message.content.msgtype, clientmsgid: message.clientmsgid, ...sent } }];
}

/** The refusal of a known id carries the msg_id of the message that went out under it. */
function earlierSend(error: unknown): IDataObject {
	if (!(error instanceof WechatApiError && error.refusal.errcode === ALREADY_SENT)) throw error;
	const { errcode, errmsg, ...earlier } = error.refusal.body;
	void [errcode, errmsg];
	return { ...(earlier as IDataObject), already_sent: true };
}

/** Advice on the codes that every mass message may meet. */
export const MASS_HINTS: Readonly<Record<number, string>> = {
	40003: 'One of the OpenIDs is not known to the account of the credential.',
	40007:
		'The media_id does not exist (any more) in this account. A draft is gone once it was sent or published; temporary media end after three days.',
	40152: 'The tag does not exist (any more). Choose it from the list again.',
	45028:
		'The allowance is used up: a subscription account has one mass message a day, a service account four a month.',
	45062:
		'The account has an advertising agreement, with which mass messages are sent in the console only (mp.weixin.qq.com).',
	45066: 'The same Client Message ID was used less than a minute ago. Wait for a minute.',
	45067: 'The Client Message ID is too long: up to 32 bytes.',
	48003:
		'An administrator must accept the mass-sending agreement in the console first: mp.weixin.qq.com → 群发功能.',
	89504:
		'API mass-send protection (API群发保护) is on: an administrator must confirm the message in WeChat within 30 minutes.',
	89505:
		'API mass-send protection (API群发保护) is on: an administrator must confirm the message in WeChat within 30 minutes.',
};
