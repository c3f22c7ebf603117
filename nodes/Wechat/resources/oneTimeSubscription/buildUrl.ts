import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { confirmUrl } from '../../../../core/template/confirmUrl';
import { readTemplateId } from '../../fields/templates';
import { webAddress } from '../../../shared/webAddress';
import { oneTimeTemplateId, scene } from './fields';
import { mpHost } from '../../../shared/fetchPage';
import { defineOperation } from '../../operation';

/** Builds the URL of the page on which a user agrees to one message. */
export const buildConfirmUrl = defineOperation({
	option: {
		name: 'Build Confirm URL',
		value: 'buildUrl',
		chinese: '生成订阅授权链接',
		action: 'Build URL to agree to one message',
		description:
			'Build the link of the page on which a person agrees to get one message; it opens inside WeChat and sends them back with their OpenID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/One-time_subscription_info.html',
	effect: 'read',
	account: 'certified',
	fields: [
		oneTimeTemplateId,
		scene,
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/subscribed',
			description:
				'Where WeChat sends the person afterwards, with openid, template_id, action, scene and reserved in the query; its host must be the business domain (业务域名) of the account',
		},
		{
			displayName: 'Reserved',
			name: 'reserved',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4f1c9a7e',
			description:
				'Comes back unchanged, to tell your own links from forged ones: up to 128 letters and digits',
		},
	],
	run: async (params, item) => {
		const page = readAll({
			scene: () => params.subscriptionScene,
			templateId: () => readTemplateId(params.oneTimeTemplateId, 'Template'),
			redirectUrl: () => webAddress('Redirect URL', params.redirectUrl),
			reserved: () => checkedReserved(params.reserved),
		});
		const { appid } = item.connection.account;
		return [{ json: { url: confirmUrl({ host: await mpHost(item), appid, ...page }), scene: page.scene } }];
	},
	sample: {
		params: {
			oneTimeTemplateId: 'SAMPLE-one-time-template-000000000000000001',
			subscriptionScene: 1000,
			redirectUrl: 'https://example.com/subscribed?from=wechat',
			reserved: 'abc123',
		},
		response: {
			url: 'https://mp.weixin.qq.com/mp/subscribemsg?action=get_confirm&appid=wx00000000000000a1&scene=1000&template_id=SAMPLE-one-time-template-000000000000000001&redirect_url=https%3A%2F%2Fexample.com%2Fsubscribed%3Ffrom%3Dwechat&reserved=abc123#wechat_redirect',
			scene: 1000,
		},
	},
});

function checkedReserved(reserved: string): string {
	if (/^[A-Za-z0-9]{0,128}$/.test(reserved)) return reserved;
	throw new InvalidInputError(
		'Reserved',
		'must be up to 128 letters and digits',
		'Leave out other characters, or keep the value yourself and give a random text here.',
	);
}
