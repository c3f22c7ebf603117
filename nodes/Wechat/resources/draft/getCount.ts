import { defineOperation } from '../../operation';

/** Gets the number of drafts. */
export const getDraftCount = defineOperation({
	option: {
		name: 'Get Count',
		value: 'getCount',
		chinese: '获取草稿总数',
		action: 'Get draft count',
		description: 'Get the number of drafts of the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_count.html',
	effect: 'read',
	account: 'any',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/draft/count' }),
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/draft/count' },
		response: { total_count: 3 },
	},
});
