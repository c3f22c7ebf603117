import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readArticle } from './commentTarget';

/** Closes the comments of an article. */
export const closeComments = defineOperation({
	option: {
		name: 'Close',
		value: 'close',
		chinese: '关闭已群发文章评论',
		action: 'Close comments of article',
		description: 'Stop further comments on an article (关闭已群发文章评论)',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_closecomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/close', body: readArticle(params) }),
	output: { kind: 'acknowledgement', json: { open: false } },
	echo: ['msg_data_id', 'index'],
	hints: COMMENT_HINTS,
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0 },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/close',
			body: { msg_data_id: 2247483655, index: 0 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
