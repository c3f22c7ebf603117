import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** Deletes the reply to a comment. */
export const deleteCommentReply = defineOperation({
	option: {
		name: 'Delete Reply',
		value: 'deleteReply',
		chinese: '删除留言回复',
		action: 'Delete reply to comment',
		description: 'Delete the reply of the author to a comment; another one can be written then',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_delreplycomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex, userCommentId],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/reply/delete', body: readComment(params) }),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['msg_data_id', 'index', 'user_comment_id'],
	hints: { ...COMMENT_HINTS, 87009: 'Nothing to do: the comment has no reply (anymore).' },
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/reply/delete',
			body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
