import { defineOperation } from '../../operation';

/** Gets the number of permanent materials. */
export const getMaterialCounts = defineOperation({
	option: {
		name: 'Get Counts',
		value: 'getCounts',
		chinese: '获取永久素材总数',
		action: 'Get counts of permanent materials',
		description: 'Count the permanent images, voices, videos and articles of the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_getmaterialcount.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/material/get_materialcount' }),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/material/get_materialcount' },
		response: { voice_count: 0, video_count: 1, image_count: 12, news_count: 3 },
	},
});
