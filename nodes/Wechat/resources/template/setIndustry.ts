import type { INodePropertyOptions } from 'n8n-workflow';
import { confirmed, confirm } from '../../fields/account';
import { defineOperation } from '../../operation';

/** Names of the industries by code, from 1. */
const NAMES = [
	'IT: Internet and E-Commerce (互联网/电子商务)',
	'IT: Software and Services (IT软件与服务)',
	'IT: Hardware and Devices (IT硬件与设备)',
	'IT: Electronics (电子技术)',
	'IT: Telecommunications (通信与运营商)',
	'IT: Online Games (网络游戏)',
	'Finance: Banking (银行)',
	'Finance: Funds, Wealth and Trusts (基金理财信托)',
	'Finance: Insurance (保险)',
	'Catering (餐饮)',
	'Travel: Hotels (酒店)',
	'Travel: Tourism (旅游)',
	'Transport: Express Delivery (快递)',
	'Transport: Logistics (物流)',
	'Transport: Warehousing (仓储)',
	'Education: Training (培训)',
	'Education: Schools (院校)',
	'Public: Research (学术科研)',
	'Public: Traffic Police (交警)',
	'Public: Museums (博物馆)',
	'Public: Services and Non-Profit (公共事业非盈利机构)',
	'Health: Medicine (医药医疗)',
	'Health: Beauty Care (护理美容)',
	'Health: Health and Sanitation (保健与卫生)',
	'Vehicles: Cars (汽车相关)',
	'Vehicles: Motorcycles (摩托车相关)',
	'Vehicles: Trains (火车相关)',
	'Vehicles: Aircraft (飞机相关)',
	'Real Estate: Construction (建筑)',
	'Real Estate: Property Management (物业)',
	'Consumer Goods (消费品)',
	'Business: Law (法律)',
	'Business: Exhibitions (会展)',
	'Business: Intermediaries (中介服务)',
	'Business: Certification (认证)',
	'Business: Auditing (审计)',
	'Culture: Media (传媒)',
	'Culture: Sports (体育)',
	'Culture: Entertainment (娱乐休闲)',
	'Printing (印刷)',
	'Other (其它)',
];

/**
 * The industries of WeChat, sorted by name.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_setindustry.html
 */
const INDUSTRIES: INodePropertyOptions[] = NAMES.map((name, index) => ({
	name,
	value: String(index + 1),
})).sort((a, b) => a.name.localeCompare(b.name));

/** Sets the account's industries, whose old templates it may use. */
export const setIndustry = defineOperation({
	option: {
		name: 'Set Industry',
		value: 'setIndustry',
		chinese: '设置所属行业',
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
				'Whether you really want this: it is possible once a month, and the templates of the former industries are deleted',
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
	output: { kind: 'acknowledgement' },
	echo: ['industry_id1', 'industry_id2'],
	hints: {
		43100:
			'The industries were changed this month already. Wait for the next month: they can be changed once a month.',
	},
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
