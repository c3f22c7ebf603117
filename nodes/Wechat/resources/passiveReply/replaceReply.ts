import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { PassiveReply } from '../../../../core/protocol/replyXml';
import { contentMessage } from '../customerService/customerMessage';
import type { ItemContext } from '../../../shared/itemContexts';
import type { HeldPush } from './heldPush';

/**
 * Does what was chosen for a reply that WeChat no longer takes.
 *
 * @param item the item that is worked on
 * @param reply checked content
 * @param push who is answered
 * @param choice `reason` why it is too late, `whenLate` as in the field of that name
 * @throws InvalidInputError when it is to fail, or when the content has no counterpart; what the API throws
 */
export async function replaceReply(
	item: ItemContext,
	reply: PassiveReply,
	push: HeldPush,
	choice: { reason: string; whenLate: string },
): Promise<IDataObject> {
	if (choice.whenLate === 'ignore') return { reply: 'none', reason: choice.reason };
	// Handing over to an agent has no counterpart among the customer-service messages.
	if (choice.whenLate !== 'customerService' || reply.type === 'transfer_customer_service') {
		throw new InvalidInputError(
			'Passive Reply',
			`was not sent: ${choice.reason}`,
			'Move this node earlier in the workflow, so that it runs within 4.5 seconds, or choose another way under When Too Late.',
		);
	}
	const request = contentMessage({ touser: push.FromUserName, options: {} }, reply.type, () => reply);
	await item.connection.call(request, { effect: 'write' });
	return { reply: 'customerService', reason: choice.reason };
}
