import type { IDataObject } from 'n8n-workflow';
import { readTemplateId, templateId } from '../../fields/templates';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { collectPages } from '../../../shared/paging';
import { payload } from '../../../shared/answerItems';

const PAGE_SIZE = 100;

/** Gets the messages that WeChat blocked. */
export const getBlockedMessages = defineOperation({
	option: {
		name: 'Get Blocked Messages',
		value: 'getBlocked',
		chinese: '查询拦截的模板消息',
		action: 'Get blocked template messages',
		description:
			'List the messages of a template that WeChat accepted but held back for their content (被拦截的模板消息)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_queryblocktmplmsg.html',
	effect: 'read',
	account: 'certified service account',
	fields: [templateId, returnAll, limit],
	run: async (params, { connection }) => {
		const id = readTemplateId(params.templateId);
		const wanted = params.returnAll ? undefined : params.limit;
		const messages = await collectPages(0, wanted, async (largestId: number) => {
			const answer = await connection.call(
				{
					method: 'POST',
					path: '/wxa/sec/queryblocktmplmsg',
					body: { tmpl_msg_id: id, largest_id: largestId, limit: PAGE_SIZE },
				},
				{ effect: 'read', promised: ['msginfo'] },
			);
			const rows = messagesIn(payload(answer).msginfo);
			const last = Math.max(...rows.map((row) => Number(row.id)));
			return { rows, next: rows.length < PAGE_SIZE || Number.isNaN(last) ? undefined : last };
		});
		return messages.map((json) => ({ json }));
	},
	sample: {
		params: { templateId: 'SAMPLE-template-id-000000000000000000000001', returnAll: true, limit: 50 },
		request: {
			method: 'POST',
			path: '/wxa/sec/queryblocktmplmsg',
			body: { tmpl_msg_id: 'SAMPLE-template-id-000000000000000000000001', largest_id: 0, limit: 100 },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			msginfo: [
				{
					id: 2,
					tmpl_msg_id: 'SAMPLE-template-id-000000000000000000000001',
					title: '订单支付成功通知',
					content: '商品名称咖啡',
					send_timestamp: 1760000000,
					openid: 'oSAMPLE000000000000000000001',
				},
			],
		},
	},
});

/** Returns the messages as an array: the official page shows one object, but WeChat answers with an array, which may be empty. */
function messagesIn(msginfo: unknown): IDataObject[] {
	if (Array.isArray(msginfo)) return msginfo as IDataObject[];
	return typeof msginfo === 'object' && msginfo !== null ? [msginfo as IDataObject] : [];
}
