import { confirmed, confirm, RESETS_USED_UP, COST_OF_RESET } from '../../fields/account';
import { oncePerRun } from '../../../shared/oncePerRun';
import { defineOperation } from '../../operation';

/** Resets the daily counters of all APIs. */
export const clearQuota = defineOperation({
	option: {
		name: 'Clear Quota of All APIs',
		value: 'clearQuota',
		chinese: '重置 API 调用次数',
		action: 'Clear quota of all APIs',
		description:
			'Set the daily counters of all APIs of the account back to zero; possible 10 times a month. Done once per run, however many items come in.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/apimanage/api_clearquota.html',
	effect: 'write',
	account: 'certified',
	fields: [confirm],
	run: async (params, item) => {
		confirmed(params.confirm, COST_OF_RESET);
		const { appid } = item.connection.account;
		await oncePerRun(item, { method: 'POST', path: '/cgi-bin/clear_quota', body: { appid } });
		return [{ json: { success: true } }];
	},
	hints: {
		48006: RESETS_USED_UP,
	},
	sample: {
		params: { confirm: true },
		request: { method: 'POST', path: '/cgi-bin/clear_quota', body: { appid: 'wx00000000000000a1' } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
