import { readId } from '../../../shared/typedValues';
import { locatorModes } from '../../fields/locatorModes';
import { defineOperation } from '../../operation';

/** Removes one conditional menu. */
export const deleteConditionalMenu = defineOperation({
	option: {
		name: 'Delete Conditional Menu',
		value: 'deleteConditional',
		chinese: '删除个性化菜单',
		action: 'Delete conditional menu',
		description:
			'Delete one conditional menu; the followers who saw it then see another one that fits, or the default menu',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_deleteconditionalmenu.html',
	effect: 'write',
	account: 'certified',
	fields: [
		{
			displayName: 'Menu',
			name: 'menuId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: locatorModes('conditional menu', 'searchConditionalMenus', '208379533'),
			description: 'The menuid that Create Conditional Menu gave, or that Get lists',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/menu/delconditional',
		body: { menuid: readId('Menu', params.menuId) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['menuid'],
	hints: {
		65301: 'The account has no such conditional menu (anymore). Choose one from the list under Menu.',
	},
	sample: {
		params: { menuId: '208379533' },
		request: { method: 'POST', path: '/cgi-bin/menu/delconditional', body: { menuid: '208379533' } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
