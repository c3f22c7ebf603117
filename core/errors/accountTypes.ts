/**
 * Which accounts may call an API, according to WeChat's permission table (接口权限说明), in words that follow "needs".
 *
 * @see https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Explanation_of_interface_privileges.html
 */
export const ACCOUNT_TYPES = {
	any: 'no particular account: an uncertified one will do',
	'service account or certified':
		'a service account (服务号, certified or not), a certified subscription account (认证订阅号) or a test account (测试号)',
	certified:
		'a certified service account (认证服务号), a certified subscription account (认证订阅号) or a test account (测试号)',
	'certified service account or test account':
		'a certified service account (认证服务号) or a test account (测试号)',
	'certified account':
		'a certified service account (认证服务号) or a certified subscription account (认证订阅号)',
	'certified service account': 'a certified service account (认证服务号)',
	'depends on the API': 'what the documentation of the API names under 适用范围',
} as const;

/** Which accounts may call an API. */
export type AccountType = keyof typeof ACCOUNT_TYPES;
