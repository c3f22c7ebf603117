import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** Features a comment (精选), so that all readers see it. */
export const markCommentElected = defineOperation({
	option: {
		name: 'Mark Elected',
		value: 'markElected',
		chinese: '标记精选留言',
		action: 'Mark comment as elected',
		description: 'Mark a comment as elected (精选), so that all readers see it',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_electcomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex, userCommentId],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/markelect', body: readComment(params) }),
	output: { kind: 'acknowledgement', json: { elected: true } },
	echo: ['msg_data_id', 'index', 'user_comment_id'],
	hints: {
		...COMMENT_HINTS,
		88003: 'The article already has the maximum number of elected comments. Unmark one first.',
	},
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/markelect',
			body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
