import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { PassiveReply } from '../../../../core/protocol/replyXml';
import { contentMessage } from '../customerService/customerMessage';
import type { ItemContext } from '../../../shared/itemContexts';
import type { HeldPush } from './heldPush';

/**
 * Does what was chosen for replies that WeChat no longer takes.
 *
 * @param item the item that is worked on
 * @param replies checked content, in order
 * @param push who is answered
 * @param choice `reason` why it is too late, `whenLate` as in the field of that name
 * @throws InvalidInputError when it is to fail, or when the content has no counterpart; what the API throws
 */
export async function replaceReply(
	item: ItemContext,
	replies: readonly PassiveReply[],
	push: HeldPush,
	choice: { reason: string; whenLate: string },
): Promise<IDataObject> {
	if (choice.whenLate === 'ignore') return { reply: 'none', reason: choice.reason };
	const isTransfer = replies.some((reply) => reply.type === 'transfer_customer_service');
	// Handing over to an agent has no counterpart among the customer-service messages.
	if (choice.whenLate !== 'customerService' || isTransfer) {
		throw new InvalidInputError(
			'Passive Reply',
			`was not sent: ${choice.reason}`,
			'Bring the node nearer to the WeChat Trigger, or choose another way under When Too Late.',
		);
	}
	await sendInOrder(item, replies, push);
	return { reply: 'customerService', reason: choice.reason };
}

/**
 * Sends replies as customer-service messages, one after the other.
 *
 * @throws what the API throws
 */
export async function sendInOrder(
	item: ItemContext,
	replies: readonly PassiveReply[],
	push: HeldPush,
): Promise<void> {
	for (const reply of replies) {
		if (reply.type === 'transfer_customer_service') continue;
		const request = contentMessage({ touser: push.FromUserName, options: {} }, reply.type, () => reply);
		await item.connection.call(request, { effect: 'write' });
	}
}
