import type { IDataObject } from 'n8n-workflow';
import { isTransfer, type PassiveReply } from '../../../../core/protocol/replyXml';
import type { MarkdownImage } from '../../../../core/text/markdownToText';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { contentMessage } from '../customerService/customerMessage';
import { picturesAtTheEnd } from '../customerService/pictureMessages';
import type { MessageContent } from '../../fields/messageContent';
import { sendSeries } from '../../../shared/messageSeries';
import type { ItemContext } from '../../../shared/itemContexts';
import type { HeldPush } from './heldPush';

/** What a reply becomes: messages in order, and pictures of a text that follow them. */
export interface DividedReply {
	replies: readonly PassiveReply[];
	pictures: readonly MarkdownImage[];
	/** Whether a model wrote it, which customer service messages can say, and passive replies cannot. */
	aiGenerated?: boolean;
}

/**
 * Does what was chosen for replies that WeChat no longer takes.
 *
 * @param item the item that is worked on
 * @param divided checked content, in order
 * @param push who is answered
 * @param choice `reason` why it is too late, `whenLate` as in the field of that name
 * @throws InvalidInputError when it is to fail, or when the content has no counterpart; what the API throws
 */
export async function replaceReply(
	item: ItemContext,
	divided: DividedReply,
	push: HeldPush,
	choice: { reason: string; whenLate: string },
): Promise<IDataObject> {
	if (choice.whenLate === 'ignore') return { reply: 'none', reason: choice.reason };
	// Handing over has no counterpart among the customer service messages.
	if (choice.whenLate !== 'customerService' || divided.replies.some(isTransfer)) {
		throw new InvalidInputError(
			'Passive Reply',
			`was not sent: ${choice.reason}`,
			'Bring the node nearer to the WeChat Trigger, or choose another way under When Too Late.',
		);
	}
	item.progress.output = { reply: 'customerService', reason: choice.reason };
	return await sendInOrder(item, divided, push, 0);
}

/**
 * Sends replies as customer service messages, one after the other, and the pictures after them.
 *
 * @param before how many of the replies have gone out another way
 * @returns what the item gives, with `messages`, their number
 * @throws what the API throws
 */
export async function sendInOrder(
	item: ItemContext,
	{ replies, pictures, aiGenerated }: DividedReply,
	push: HeldPush,
	before: number,
): Promise<IDataObject> {
	const to = { touser: push.FromUserName, options: { aiGenerated } };
	const requestOf = (content: MessageContent) => contentMessage(to, content.type, () => content);
	const messages = await sendSeries(item, () => ({
		before,
		messages: replies.slice(before).flatMap((reply) => {
			if (isTransfer(reply)) return [];
			return [{ request: requestOf(reply), text: reply.type === 'text' ? reply.content : '' }];
		}),
		rest: picturesAtTheEnd(pictures, requestOf),
	}));
	return { ...item.progress.output, messages };
}
