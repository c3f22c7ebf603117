import { menuButtons, menuJson, menuOf } from './menuFields';
import { defineOperation } from '../../operation';

/** Replaces the default menu. */
export const createMenu = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		chinese: '创建自定义菜单',
		action: 'Create menu',
		description: 'Set the menu at the bottom of the conversation; the whole default menu is replaced',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html',
	effect: 'write',
	account: 'service account or certified',
	fields: [menuButtons, menuJson],
	request: (params) => {
		const button = menuOf(params);
		return { method: 'POST', path: '/cgi-bin/menu/create', body: { button } };
	},
	output: { kind: 'acknowledgement' },
	hints: {
		45064:
			'The mini program of a button is not linked to the account. Link it in the WeChat console (小程序管理).',
		40055: 'The address of a button does not begin with http:// or https://. Enter it in full.',
	},
	sample: {
		params: {
			menuJson:
				'{"button":[{"type":"click","name":"今日歌曲","key":"MUSIC_1"},{"name":"更多","sub_button":[{"type":"view","name":"商城","url":"https://example.com/"}]}]}',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/menu/create',
			body: {
				button: [
					{ type: 'click', name: '今日歌曲', key: 'MUSIC_1' },
					{ name: '更多', sub_button: [{ type: 'view', name: '商城', url: 'https://example.com/' }] },
				],
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
