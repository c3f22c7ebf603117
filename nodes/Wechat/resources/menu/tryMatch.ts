import { readId } from '../../../shared/typedValues';
import { locatorModes } from '../../fields/locatorModes';
import { defineOperation } from '../../operation';

/** Gets the menu that a follower sees. */
export const tryMatchMenu = defineOperation({
	option: {
		name: 'Get for User',
		value: 'tryMatch',
		chinese: '测试个性化菜单匹配结果',
		action: 'Get menu that user sees',
		description: 'Find out which menu a follower sees, given the conditional menus',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_trymatchmenu.html',
	effect: 'read',
	account: 'certified',
	fields: [
		{
			displayName: 'OpenID or WeChat ID',
			name: 'userId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: locatorModes(
				'follower',
				'searchFollowers',
				'oABCD1234567890abcdefghijklm',
				'By OpenID or WeChat ID',
			),
			description: 'The follower, or the WeChat ID (微信号) if it is known',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/menu/trymatch',
		body: { user_id: readId('OpenID or WeChat ID', params.userId) },
	}),
	output: { kind: 'one' },
	sample: {
		params: { userId: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/menu/trymatch',
			body: { user_id: 'oSAMPLE000000000000000000001' },
		},
		response: {
			button: [{ type: 'view', name: '会员商城', url: 'https://example.com/vip', sub_button: [] }],
		},
	},
});
