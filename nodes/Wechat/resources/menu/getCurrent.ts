import { defineOperation } from '../../operation';

/** Gets the menu that followers see, however it was created. */
export const getCurrentMenu = defineOperation({
	option: {
		name: 'Get Current Menu',
		value: 'getCurrent',
		chinese: '查询自定义菜单信息',
		action: 'Get current menu',
		description:
			'Get the menu that followers see, also when it was made in the console; its form differs from that of Get',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_getcurrentselfmenuinfo.html',
	effect: 'read',
	account: 'any',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/get_current_selfmenu_info' }),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/get_current_selfmenu_info' },
		response: {
			is_menu_open: 1,
			selfmenu_info: { button: [{ type: 'click', name: '今日歌曲', key: 'MUSIC_1' }] },
		},
	},
});
