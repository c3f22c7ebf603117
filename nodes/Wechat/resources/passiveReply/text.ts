import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { TextPiece } from '../../../../core/text/markdownToText';
import { composeText, formatText, longText, markdownPictures, textFormat } from '../../fields/longText';
import { aiGenerated } from '../../fields/messages';
import { continuationLine, readContinuation } from './continuation';
import type { HeldPush } from './heldPush';
import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import type { ReplyPart } from './replaceReply';
import { sendReply } from './sendReply';
import { defineOperation } from '../../operation';

/** How many messages may follow one message of the follower. */
const MAX_MESSAGES = 5;
/** How many messages may follow a follow, a menu click or a scan. */
const MAX_AFTER_EVENT = 3;
/** How many messages the trigger keeps for one follower. */
const MAX_KEPT = 20;

/** The mark for AI-generated content, which a passive reply does not have. */
const aiMark: INodeProperties = {
	...aiGenerated,
	description: `${aiGenerated.description}; it does so under customer service messages only: those that replace a late reply, and those after the first of a long text`,
};

const options: typeof replyOptions = {
	...replyOptions,
	options: [
		continuationLine,
		longText,
		aiMark,
		markdownPictures,
		...(replyOptions.options ?? []),
		textFormat,
	],
};

/** Answers a push with a text. */
export const replyText = defineOperation({
	option: {
		name: 'Reply With Text',
		value: 'text',
		chinese: '回复文本消息',
		action: 'Reply with text',
		description: 'Answer the push that started the workflow with a text',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply text',
	effect: 'write',
	account: 'any',
	fields: [
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Welcome! What can we do for you?',
			description:
				'Links (HTML) and line breaks are kept. WeChat takes 2048 bytes, about 680 Chinese characters, in one message; longer texts become several. An empty text acknowledges the push without a reply.',
		},
		whenLate(
			'the text',
			'Send the text through the API, a long one as several messages; needs a certified account',
		),
		options,
	],
	run: async (params, item) =>
		await sendReply(
			item,
			() => {
				const pieces = formatText(params.content, params.options);
				if (pieces.length === 0) return undefined;
				return { type: 'text', divide: (push) => divide(pieces, push, params.options) };
			},
			params,
		),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			content: '欢迎关注！\n回复“1”查询订单。',
			whenLate: 'customerService',
			options: {
				push: SAMPLE_PUSH,
			},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'text',
				text: { content: '欢迎关注！\n回复“1”查询订单。' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});

/** Splits a text that is too long; if the trigger keeps the rest, each part says how to get it. */
function divide(
	pieces: readonly TextPiece[],
	{ held, MsgType }: HeldPush,
	{ longText: choice, continuation }: IDataObject,
): readonly ReplyPart[] {
	const isKept = held !== undefined && held.keptUntil > 0;
	const rules = isKept
		? { maxMessages: MAX_KEPT, continuation: readContinuation(continuation, held.collectWord) }
		: { maxMessages: MsgType === 'event' ? MAX_AFTER_EVENT : MAX_MESSAGES };
	return composeText(pieces, { longText: choice, ...rules });
}
