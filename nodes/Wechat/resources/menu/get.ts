import { defineOperation } from '../../operation';

/** Gets the menus that were set through the API. */
export const getMenu = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '获取自定义菜单配置',
		action: 'Get menu',
		description: 'Get the default menu and the conditional menus that were set through the API',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_getmenu.html',
	effect: 'read',
	account: 'service account or certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/menu/get' }),
	output: { kind: 'one' },
	hints: {
		46003:
			'No menu was set through the API. Use Get Current Menu, which shows a menu made in the console too.',
	},
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/menu/get' },
		response: {
			menu: {
				button: [{ type: 'click', name: '今日歌曲', key: 'MUSIC_1', sub_button: [] }],
				menuid: 208379500,
			},
			conditionalmenu: [],
		},
	},
});
