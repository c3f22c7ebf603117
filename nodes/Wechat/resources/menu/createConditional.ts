import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { menuButtons, menuJson, menuOf } from './menuFields';
import { readTagId, tagId } from '../../fields/tags';
import { defineOperation } from '../../operation';

/** Creates a menu for some of the followers. */
export const createConditionalMenu = defineOperation({
	option: {
		name: 'Create Conditional Menu',
		value: 'createConditional',
		chinese: '创建个性化菜单',
		action: 'Create conditional menu',
		description:
			'Add a menu that replaces the default menu only for followers with a tag, or on one kind of phone',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/custommenu/api_addconditionalmenu.html',
	effect: 'write',
	account: 'certified',
	fields: [
		menuButtons,
		menuJson,
		{
			displayName: 'Tag',
			name: 'matchTagId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: tagId.modes,
			description: 'Followers who have this tag (用户标签) see the menu; empty for followers with any',
		},
		{
			displayName: 'Phone',
			name: 'platform',
			type: 'options',
			options: [
				{ name: 'Android', value: '2' },
				{ name: 'Any', value: '' },
				{ name: 'iPhone', value: '1' },
				{ name: 'Other', value: '3' },
			],
			default: '',
			description: 'Followers on this kind of phone see the menu',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/menu/addconditional',
		body: readAll({
			button: () => menuOf(params),
			matchrule: () => matchRule(params.matchTagId, params.platform),
		}),
	}),
	output: { kind: 'one' },
	hints: {
		65303: 'The account has no default menu. Create it first, with Menu → Create.',
		65316:
			'The links of all conditional menus lead to more than three domains. Let them lead to three at most.',
	},
	sample: {
		params: {
			menuJson: '{"button":[{"type":"view","name":"会员商城","url":"https://example.com/vip"}]}',
			matchTagId: '134',
			platform: '2',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/menu/addconditional',
			body: {
				button: [{ type: 'view', name: '会员商城', url: 'https://example.com/vip' }],
				matchrule: { tag_id: '134', client_platform_type: '2' },
			},
		},
		response: { menuid: '208379533' },
	},
});

function matchRule(tag: string, platform: string): IDataObject {
	if (tag === '' && platform === '') {
		throw new InvalidInputError(
			'Tag',
			'is empty, and Phone is Any',
			'Enter at least one condition; without one use Create.',
		);
	}
	return {
		...(tag === '' ? {} : { tag_id: String(readTagId(tag, 'Tag')) }),
		...(platform === '' ? {} : { client_platform_type: platform }),
	};
}
