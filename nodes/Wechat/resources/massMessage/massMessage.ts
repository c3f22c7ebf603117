import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { WechatApiError } from '../../../../core/errors/WechatErrors';
import type { ApiRequest } from '../../../../core/api/wire';
import { payload } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';
import type { MediaSource, Field } from '../../operation';
import { clientMessageId, clientMessageIdOf } from '../../fields/messages';
import { forgetUnknown, sendWithMedia, withPending } from '../../fields/placeMedia';
import { readRecipients, type RecipientParams, refuseUnconfirmed } from './recipients';
import { UNKNOWN_OPENIDS } from '../../fields/people';

/** The current limit of `clientmsgid`. */
const MAX_ID_BYTES = 32;
/** WeChat's errcode when the message was already sent under the same id. */
const ALREADY_SENT = 45065;

/** The id by which WeChat drops a duplicate of a mass message. */
export const massMessageId: Field<'clientMessageId', 'string'> = {
	...clientMessageId,
	placeholder: 'e.g. newsletter-2026-11',
	description:
		'Your own ID, up to 32 bytes: WeChat accepts the same ID only once within 24 hours. If empty, the ID is derived from execution (or the push of WeChat that started it), node and item, so that neither Retry On Fail nor a repeated delivery sends twice. Retrying the execution or starting it again sends a new message, unless you give your own ID.',
};

/** Options of every mass message. */
export const massOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [massMessageId],
};

/** The content: `msgtype`, and the object of that type. */
export type MassContent = Readonly<Record<string, unknown>> & { msgtype: string };

/** How to make the content of a mass message. */
export interface MassWork<P> {
	/** Reads the content. */
	content: (params: P) => MassContent;
	/** The fields that specify files to upload first. */
	media?: readonly MediaSource[];
	/** Completes the content by calls of its own; adds the keys of its uploads to `placed`. */
	prepare?: (content: MassContent, placed: string[]) => Promise<MassContent>;
}

/**
 * Sends a mass message. If WeChat has already carried it out under the same id, it counts as sent.
 *
 * @param params the recipients; `options.clientMessageId` is the user's own id
 * @param item context of the current item
 * @param work makes the content
 * @returns one item with the recipients, msg_id, clientmsgid and, for articles, msg_data_id
 * @throws InvalidInputError naming all problems, and what the call throws
 * @see https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html
 */
export async function sendMassMessage<P extends RecipientParams & { options: IDataObject }>(
	params: P,
	item: ItemContext,
	{ content, media = [], prepare = async (ready) => ready }: MassWork<P>,
): Promise<INodeExecutionData[]> {
	const trial = withPending(params as unknown as IDataObject, media) as unknown as P;
	const clientmsgid = () => clientMessageIdOf(params.options.clientMessageId, item, MAX_ID_BYTES);
	const others = { content: () => content(trial), clientmsgid };
	await refuseUnconfirmed(params, item, () => readAll(others));
	const message = readAll({ target: () => readRecipients(params), ...others });
	const { path, body, shown } = message.target;
	return await sendWithMedia(item, params as unknown as IDataObject, {
		sources: media,
		check: () => message,
		send: async (ready) => {
			const placed: string[] = [];
			const prepared = await prepare(content(ready as unknown as P), placed);
			const request: ApiRequest = {
				method: 'POST',
				path,
				body: { ...body, ...prepared, clientmsgid: message.clientmsgid },
			};
			const sent = await item.connection
				.call(request, { effect: 'write', deduplicated: true })
				.catch(forgetUnknown(placed))
				.then(payload, earlierSend);
			const { msgtype } = prepared;
			const { clientmsgid: id } = message;
			return [{ json: { ...shown, msgtype, clientmsgid: id, success: true, ...sent } }];
		},
	});
}

/** The refusal of a known id contains the msg_id of the message that was sent under it. */
function earlierSend(error: unknown): IDataObject {
	if (!(error instanceof WechatApiError && error.refusal.errcode === ALREADY_SENT)) throw error;
	const { errcode, errmsg, ...earlier } = error.refusal.body;
	void [errcode, errmsg];
	return { ...(earlier as IDataObject), already_sent: true };
}

/** Advice on codes of mass messages and their preview. */
export const PREVIEW_HINTS: Readonly<Record<number, string>> = {
	40003: UNKNOWN_OPENIDS,
	40007:
		'The draft or file does not exist (anymore) in this account: a draft is gone once it has been sent or published, temporary media expire after three days. Choose another draft, or upload the file again.',
	45062:
		'The account has an advertising agreement, under which mass messages can be sent only in the console. Send it there: mp.weixin.qq.com → 群发功能.',
	48003:
		'The account has not accepted the agreement on mass messages. Let an administrator accept it in the console: mp.weixin.qq.com → 群发功能.',
};

const PROTECTED =
	'API mass-send protection (API群发保护) is on. Ask an administrator to confirm the message in WeChat within 30 minutes.';

/** Advice on codes of all mass messages. */
export const MASS_HINTS: Readonly<Record<number, string>> = {
	...PREVIEW_HINTS,
	40152: 'The tag does not exist (anymore). Choose it from the list again.',
	45028:
		'The allowance is used up: a subscription account has one mass message a day, a service account four a month. Send it on another day, or in the next month.',
	45066: 'The same Client Message ID was used less than a minute ago. Wait for a minute.',
	45067: 'The Client Message ID is too long. Shorten it to 32 bytes.',
	89504: PROTECTED,
	89505: PROTECTED,
};
