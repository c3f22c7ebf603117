import { SERVER_PLACE } from '../../../../core/errors/consolePaths';
import { defineOperation } from '../../operation';

/** Checks whether WeChat can reach the server URL. */
export const checkCallback = defineOperation({
	option: {
		name: 'Check Callback Network',
		value: 'checkCallback',
		chinese: '网络通信检测',
		action: 'Check callback network',
		description:
			'Let WeChat resolve and ping the server URL of the account, to find out why pushes do not arrive',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/base/api_callbackcheck.html',
	effect: 'read',
	account: 'any',
	fields: [
		{
			displayName: 'Check',
			name: 'checkAction',
			type: 'options',
			options: [
				{ name: 'DNS and Ping', value: 'all' },
				{ name: 'DNS Only', value: 'dns' },
				{ name: 'Ping Only', value: 'ping' },
			],
			default: 'all',
			description: 'What WeChat tries',
		},
		{
			displayName: 'Network',
			name: 'checkOperator',
			type: 'options',
			options: [
				{ name: 'China Telecom', value: 'CHINANET' },
				{ name: 'China Unicom', value: 'UNICOM' },
				{ name: 'Chosen by WeChat', value: 'DEFAULT' },
				{ name: 'Tencent', value: 'CAP' },
			],
			default: 'DEFAULT',
			description: 'Network operator whose network WeChat uses for the check',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/callback/check',
		body: { action: params.checkAction, check_operator: params.checkOperator },
	}),
	output: { kind: 'one' },
	hints: {
		40201: `No server URL is set in the WeChat console (${SERVER_PLACE}). Enter and enable it there first.`,
	},
	sample: {
		params: { checkAction: 'all', checkOperator: 'DEFAULT' },
		request: {
			method: 'POST',
			path: '/cgi-bin/callback/check',
			body: { action: 'all', check_operator: 'DEFAULT' },
		},
		response: {
			dns: [{ ip: '203.0.113.7', real_operator: 'UNICOM' }],
			ping: [{ ip: '203.0.113.7', from_operator: 'UNICOM', package_loss: '0%', time: '23.079ms' }],
		},
	},
});
