import { confirmed } from '../../checks/confirmed';
import { confirm } from '../../fields/confirm';
import { INDUSTRIES } from '../../fields/industries';
import { defineOperation } from '../../runner/Operation';

/** Chooses the industries whose old templates the account may use. */
export const setIndustry = defineOperation({
	resource: 'template',
	option: {
		name: 'Set Industry',
		value: 'setIndustry',
		action: 'Set industries of account',
		description:
			'Choose the two industries (所属行业) of the account: possible once a month, and the templates of the former industries are deleted',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_setindustry.html',
	effect: 'write',
	account: 'certified service account',
	fields: [
		{
			displayName: 'First Industry',
			name: 'industryId1',
			type: 'options',
			options: INDUSTRIES,
			default: '1',
			description: 'Primary industry of the account',
		},
		{
			displayName: 'Second Industry',
			name: 'industryId2',
			type: 'options',
			options: INDUSTRIES,
			default: '2',
			description: 'Secondary industry of the account',
		},
		{
			...confirm,
			description:
				'Whether this is really meant: it is possible once a month, and the templates of the former industries are deleted',
		},
	],
	request: (params) => {
		confirmed(params.confirm, 'the templates of the former industries are deleted');
		return {
			method: 'POST',
			path: '/cgi-bin/template/api_set_industry',
			body: {
				industry_id1: params.industryId1,
				industry_id2: params.industryId2,
			},
		};
	},
	output: { kind: 'acknowledgement', json: { set: true } },
	hints: { 43100: 'The industries were changed this month already; they can be changed once a month.' },
	sample: {
		params: { industryId1: '1', industryId2: '4', confirm: true },
		request: {
			method: 'POST',
			path: '/cgi-bin/template/api_set_industry',
			body: { industry_id1: '1', industry_id2: '4' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
