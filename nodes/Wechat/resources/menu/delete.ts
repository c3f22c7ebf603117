import { defineOperation } from '../../operation';

/** Removes all menus. */
export const deleteMenu = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除自定义菜单',
		action: 'Delete menu',
		description: 'Delete the default menu and with it all conditional menus',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_deletemenu.html',
	effect: 'write',
	account: 'service account or certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/menu/delete' }),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/menu/delete' },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
