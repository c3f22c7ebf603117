import { SECRET_PLACE } from '../../../../core/errors/consolePaths';
import type { ApiAnswer, ApiRequest } from '../../../../core/api/wire';
import { InvalidInputError, WechatApiError } from '../../../../core/errors/WechatErrors';
import type { ItemContext } from '../../../shared/itemContexts';
import { confirm, confirmed, RESETS_USED_UP, COST_OF_RESET } from '../../fields/account';
import { defineOperation } from '../../operation';
import { oncePerRun } from '../../../shared/oncePerRun';

/** The errcodes when WeChat does not find AppID and AppSecret. */
const MISSING = [41002, 41004];

/** Resets the daily counters of all APIs without an access token. */
export const clearQuotaBySecret = defineOperation({
	option: {
		name: 'Clear Quota by AppSecret',
		value: 'clearQuotaBySecret',
		chinese: '使用 AppSecret 重置 API 调用次数',
		action: 'Clear quota by AppSecret',
		description:
			'Set the daily counters of all APIs back to zero with the AppSecret of the credential, when even the quota of access tokens is used up; counts toward the 10 times a month of Clear Quota of All APIs. Done once per run.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/apimanage/api_clearquotabyappsecret.html',
	effect: 'write',
	account: 'certified',
	fields: [confirm],
	run: async (params, item) => {
		confirmed(params.confirm, COST_OF_RESET);
		const { appid, secret } = item.connection.account;
		if (secret === '') {
			throw new InvalidInputError(
				'AppSecret',
				'is not in the credential, which gets its tokens elsewhere',
				'Enter it in the credential, or use Clear Quota of All APIs.',
			);
		}
		const app = { appid, appsecret: secret };
		await oncePerRun(item, { method: 'POST', path: PATH, auth: 'none', body: app }, callEitherWay);
		return [{ json: { success: true } }];
	},
	hints: {
		40125: `The AppSecret in the credential is wrong: it was reset, or mistyped. Copy it from the WeChat console (${SECRET_PLACE}).`,
		48006: RESETS_USED_UP,
	},
	sample: {
		params: { confirm: true },
		request: {
			method: 'POST',
			path: '/cgi-bin/clear_quota/v2',
			auth: 'none',
			body: { appid: 'wx00000000000000a1', appsecret: '0123456789abcdef'.repeat(2) },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});

const PATH = '/cgi-bin/clear_quota/v2';

/**
 * The official page shows the two values both in the body and in the query. The body is tried first, because URLs end up in logs; a refusal
 * that says that they are missing has changed nothing.
 */
async function callEitherWay({ connection }: ItemContext, request: ApiRequest): Promise<ApiAnswer> {
	return await connection.call(request, { effect: 'write' }).catch(async (error: unknown) => {
		if (!(error instanceof WechatApiError && MISSING.includes(error.refusal.errcode))) throw error;
		const { body, ...rest } = request;
		return await connection.call({ ...rest, query: body as ApiRequest['query'] }, { effect: 'write' });
	});
}
