import type { IDataObject } from 'n8n-workflow';
import { isTransfer, type PassiveReply } from '../../../../core/protocol/replyXml';
import type { MarkdownImage } from '../../../../core/text/markdownToText';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { contentMessage } from '../customerService/customerMessage';
import { seriesOf } from '../customerService/pictureMessages';
import type { MessagePart } from '../../fields/longText';
import type { MessageContent } from '../../fields/messageContent';
import { sendSeries } from '../../../shared/messageSeries';
import type { ItemContext } from '../../../shared/itemContexts';

/** One message of a reply, or a picture of its text that has to be fetched for one. */
export type ReplyPart = PassiveReply | MarkdownImage;

/** The recipient of customer service messages, and their options. */
export type Receiver = Parameters<typeof contentMessage>[0];

/**
 * Does what the user chose for replies that WeChat no longer accepts.
 *
 * @param item context of the current item
 * @param parts checked content, in order
 * @param to the follower
 * @param choice `reason` why it is too late, `whenLate` value of the field with that name
 * @throws InvalidInputError when it is to fail, or the content cannot be sent as a customer service message; what the API throws
 */
export async function replaceReply(
	item: ItemContext,
	parts: readonly ReplyPart[],
	to: Receiver,
	choice: { reason: string; whenLate: string },
): Promise<IDataObject> {
	if (choice.whenLate === 'ignore') return { reply: 'none', reason: choice.reason };
	// A hand-over cannot be sent as a customer service message.
	if (choice.whenLate !== 'customerService' || !parts.every(isSendable)) {
		throw new InvalidInputError(
			'Passive Reply',
			`was not sent: ${choice.reason}`,
			'Move the node closer to the WeChat Trigger, or choose another way under When Too Late.',
		);
	}
	item.progress.output = { ...item.progress.output, reply: 'customerService', reason: choice.reason };
	return await sendInOrder(item, parts, to, 0);
}

/** Whether a part can be sent as a customer service message. */
export function isSendable(part: ReplyPart): part is MessagePart {
	return !('type' in part) || !isTransfer(part);
}

/**
 * Sends the rest of a reply as customer service messages, one after the other.
 *
 * @param before how many messages were already sent in another way
 * @returns the JSON of the item, with `messages`, their number
 * @throws what the API throws
 */
export async function sendInOrder(
	item: ItemContext,
	parts: readonly ReplyPart[],
	to: Receiver,
	before: number,
): Promise<IDataObject> {
	const requestOf = (content: MessageContent) => contentMessage(to, content.type, () => content);
	const messages = await sendSeries(item, () => ({
		before,
		...seriesOf(parts.filter(isSendable), requestOf),
	}));
	return { ...item.progress.output, messages };
}
