import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** Deletes a comment. */
export const deleteComment = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除留言',
		action: 'Delete comment',
		description: 'Delete a comment of a reader; it cannot be restored',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_delcomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex, userCommentId],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/delete', body: readComment(params) }),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['msg_data_id', 'index', 'user_comment_id'],
	hints: COMMENT_HINTS,
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/delete',
			body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
