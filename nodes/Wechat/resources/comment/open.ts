import { defineOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readArticle } from './commentTarget';

/** Opens the comments of an article. */
export const openComments = defineOperation({
	option: {
		name: 'Open',
		value: 'open',
		chinese: '打开已群发文章评论',
		action: 'Open comments of article',
		description: 'Let readers comment on an article that was sent or published (打开已群发文章评论)',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_openarticlecomment.html',
	effect: 'write',
	account: 'certified',
	fields: [msgDataId, articleIndex],
	request: (params) => ({ method: 'POST', path: '/cgi-bin/comment/open', body: readArticle(params) }),
	output: { kind: 'acknowledgement', json: { open: true } },
	echo: ['msg_data_id', 'index'],
	hints: {
		...COMMENT_HINTS,
		88002:
			'WeChat has limited this article for safety, and its comments cannot be opened. Read the notice in the WeChat console (mp.weixin.qq.com).',
	},
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0 },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/open',
			body: { msg_data_id: 2247483655, index: 0 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
