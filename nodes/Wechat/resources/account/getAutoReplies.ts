import { defineOperation } from '../../operation';

/** Gets the automatic replies set in the console. */
export const getAutoReplies = defineOperation({
	option: {
		name: 'Get Auto-Reply Rules',
		value: 'getAutoReplies',
		chinese: '获取自动回复规则',
		action: 'Get auto reply rules',
		description:
			'Get the automatic replies that were set in the console (自动回复): to a new follower, to any message, and to keywords; they stop working while a server URL is enabled',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/autoreplies/api_getcurrentautoreplyinfo.html',
	effect: 'read',
	account: 'any',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/get_current_autoreply_info' }),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/get_current_autoreply_info' },
		response: {
			is_add_friend_reply_open: 1,
			is_autoreply_open: 0,
			add_friend_autoreply_info: { type: 'text', content: '谢谢关注！' },
			keyword_autoreply_info: {
				list: [
					{
						rule_name: '营业时间',
						create_time: 1760000000,
						reply_mode: 'reply_all',
						keyword_list_info: [{ type: 'text', match_mode: 'contain', content: '营业' }],
						reply_list_info: [{ type: 'text', content: '每天 9:00–18:00' }],
					},
				],
			},
		},
	},
});
