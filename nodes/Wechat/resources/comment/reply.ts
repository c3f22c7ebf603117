import { readAll } from '../../../../core/errors/readAll';
import { required } from '../../../shared/textLimits';
import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** Replies to a comment as the author. */
export const replyToComment = defineOperation({
	option: {
		name: 'Reply',
		value: 'reply',
		chinese: '回复评论',
		action: 'Reply to comment',
		description: 'Reply to a comment as the author of the article; a comment takes one reply',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_replycomment.html',
	effect: 'write',
	account: 'certified',
	fields: [
		msgDataId,
		articleIndex,
		userCommentId,
		{
			displayName: 'Reply',
			name: 'replyContent',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. 谢谢！我们会改进。',
			description: 'What the readers see under the comment. WeChat names no limit: keep it short.',
		},
	],
	request: (params) => {
		const { comment, content } = readAll({
			comment: () => readComment(params),
			content: () => required('Reply', params.replyContent),
		});
		return { method: 'POST', path: '/cgi-bin/comment/reply/add', body: { ...comment, content } };
	},
	output: { kind: 'acknowledgement' },
	echo: ['msg_data_id', 'index', 'user_comment_id'],
	hints: {
		...COMMENT_HINTS,
		88005: 'Delete the existing reply first, with Delete Reply.',
		88007: 'The text under Reply is empty or too long for WeChat. Shorten it.',
	},
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1', replyContent: '谢谢！' },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/reply/add',
			body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1, content: '谢谢！' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
