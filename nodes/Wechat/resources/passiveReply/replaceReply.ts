import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { PassiveReply } from '../../../../core/protocol/replyXml';
import { readId } from '../../../shared/typedValues';
import { customerMessage } from '../customerService/customerMessage';
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
	const message = choice.whenLate === 'customerService' ? counterpart(reply) : undefined;
	if (!message) {
		throw new InvalidInputError(
			'Passive Reply',
			`was not sent: ${choice.reason}`,
			'Move this node earlier in the workflow, so that it runs within 4.5 seconds, or choose another way under When Too Late.',
		);
	}
	const [msgtype, content] = message;
	const request = customerMessage({ touser: push.FromUserName, options: {} }, msgtype, () => content);
	await item.connection.call(request, { effect: 'write' });
	return { reply: 'customerService', reason: choice.reason };
}

/** The same content as a customer-service message; handing over to an agent has none. */
function counterpart(reply: PassiveReply): [string, Readonly<Record<string, unknown>>] | undefined {
	switch (reply.type) {
		case 'text':
			return ['text', { content: reply.content }];
		case 'image':
		case 'voice':
			return [reply.type, { media_id: reply.mediaId }];
		case 'video':
			return [
				'video',
				{
					media_id: reply.mediaId,
					thumb_media_id: readId('Thumbnail Media ID', reply.thumbMediaId),
					title: reply.title,
					description: reply.description,
				},
			];
		case 'music':
			return [
				'music',
				{
					title: reply.title,
					description: reply.description,
					musicurl: reply.musicUrl,
					hqmusicurl: reply.hqMusicUrl,
					thumb_media_id: reply.thumbMediaId,
				},
			];
		case 'news':
			// The API takes exactly one article.
			return ['news', { articles: reply.articles.slice(0, 1).map(articleOf) }];
		case 'transfer_customer_service':
			return undefined;
	}
}

function articleOf({
	title,
	description,
	picUrl,
	url,
}: {
	title: string;
	description?: string;
	picUrl?: string;
	url: string;
}) {
	return { title, description, url, picurl: picUrl };
}
