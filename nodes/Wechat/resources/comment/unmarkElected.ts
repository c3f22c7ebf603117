import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** Removes a comment from the featured ones. */
export const unmarkCommentElected = defineOperation({
	option: {
		name: 'Unmark Elected',
		value: 'unmarkElected',
		chinese: '取消精选留言',
		action: 'Unmark comment as elected',
		description: 'Unmark a comment as elected, so that readers no longer see it among the selected ones',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_unelectcomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex, userCommentId],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/unmarkelect', body: readComment(params) }),
	output: { kind: 'acknowledgement', json: { elected: false } },
	echo: ['msg_data_id', 'index', 'user_comment_id'],
	hints: COMMENT_HINTS,
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/unmarkelect',
			body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
