import { writeXml, type XmlNode, type XmlTree } from './writeXml';

/** One article of a news reply. */
export interface ReplyArticle {
	title: string;
	description?: string;
	picUrl?: string;
	url: string;
}

/** The possible passive replies to a push. */
export type PassiveReply =
	| { type: 'text'; content: string }
	| { type: 'image' | 'voice'; mediaId: string }
	/** `thumbMediaId` is not part of the reply, but of the customer service message that may be sent instead. */
	| { type: 'video'; mediaId: string; thumbMediaId?: string; title?: string; description?: string }
	| {
			type: 'music';
			thumbMediaId: string;
			title?: string;
			description?: string;
			musicUrl?: string;
			hqMusicUrl?: string;
	  }
	| { type: 'news'; articles: readonly ReplyArticle[] }
	| Transfer;

/** A reply without content that hands the message over, for which there is no customer service message. */
export type Transfer =
	/** Hands the conversation over to the customer service desk or to one agent (`name@account`). */
	| { type: 'transfer_customer_service'; kfAccount?: string }
	/** Hands the message over to WeChat's AI reply (AI回复). */
	| { type: 'transfer_biz_ai_ivr' };

/** Whether a reply hands the message over. */
export function isTransfer(reply: PassiveReply): reply is Transfer {
	return reply.type === 'transfer_customer_service' || reply.type === 'transfer_biz_ai_ivr';
}

const NOT_IN_XML = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

/**
 * Removes characters that XML 1.0 cannot contain in any form, such as control characters and lone surrogates; one of them would make WeChat
 * refuse the whole reply.
 *
 * @param text of a message
 */
export function sendableText(text: string): string {
	return text.replace(NOT_IN_XML, '');
}

/**
 * Writes a passive reply, with sender and recipient of the push swapped.
 *
 * @param reply checked by the caller; an undefined text omits its element
 * @param push `FromUserName` (the follower) and `ToUserName` (the account) of the push that is answered
 * @param createTime Unix seconds
 * @returns the document in plain text; encrypt it when the push was encrypted
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function replyXml(
	reply: PassiveReply,
	push: { FromUserName: string; ToUserName: string },
	createTime: number,
): string {
	return writeXml({
		ToUserName: push.FromUserName,
		FromUserName: push.ToUserName,
		CreateTime: createTime,
		MsgType: reply.type,
		...sendable(contentOf(reply)),
	});
}

/** Must run before writing: removing characters can create a new `]]>`, which the writer has to split. */
function sendable(tree: XmlTree): XmlTree {
	return Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, sendableNode(node)]));
}

function sendableNode(node: XmlNode | undefined): XmlNode | undefined {
	if (typeof node === 'string') return sendableText(node);
	if (Array.isArray(node)) return node.map((one) => sendableNode(one as XmlNode) as XmlTree);
	return typeof node === 'object' ? sendable(node as XmlTree) : node;
}

function contentOf(reply: PassiveReply): XmlTree {
	switch (reply.type) {
		case 'text':
			return { Content: reply.content };
		case 'image':
			return { Image: { MediaId: reply.mediaId } };
		case 'voice':
			return { Voice: { MediaId: reply.mediaId } };
		case 'video':
			return { Video: { MediaId: reply.mediaId, Title: reply.title, Description: reply.description } };
		case 'music':
			return {
				Music: {
					Title: reply.title,
					Description: reply.description,
					MusicUrl: reply.musicUrl,
					HQMusicUrl: reply.hqMusicUrl,
					ThumbMediaId: reply.thumbMediaId,
				},
			};
		case 'news':
			return { ArticleCount: reply.articles.length, Articles: { item: reply.articles.map(articleOf) } };
		case 'transfer_customer_service':
			return reply.kfAccount === undefined ? {} : { TransInfo: { KfAccount: reply.kfAccount } };
		case 'transfer_biz_ai_ivr':
			return {};
	}
}

/** Every article needs title, description, picture and URL, even if they are empty. */
function articleOf({ title, description = '', picUrl = '', url }: ReplyArticle): XmlTree {
	return { Title: title, Description: description, PicUrl: picUrl, Url: url };
}
