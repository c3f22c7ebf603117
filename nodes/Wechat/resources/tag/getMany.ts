import { defineOperation } from '../../operation';

/** Gets the account's tags. */
export const getManyTags = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取标签',
		action: 'Get many tags',
		description: 'List all tags of the account with the number of followers that have them',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettags.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/tags/get' }),
	output: { kind: 'list', path: 'tags' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/tags/get' },
		response: {
			tags: [
				{ id: 2, name: '星标组', count: 0 },
				{ id: 134, name: '会员', count: 21 },
			],
		},
	},
});
