import type { IDataObject } from 'n8n-workflow';
import { readNumbers } from '../../../shared/textLimits';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { collectPages } from '../../../shared/paging';
import { payload } from '../../../shared/answerItems';

const PAGE_SIZE = 30;

/** Gets the templates of WeChat's library, by category. */
export const getSubscriptionTitles = defineOperation({
	option: {
		name: 'Get Template Titles',
		value: 'getTitles',
		chinese: '获取类目下的公共模板',
		action: 'Get template titles of categories',
		description:
			'List the subscription templates that the public library offers for some categories, with the title ID (tid) that Add Template needs',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getpubnewtemplatetitles.html',
	effect: 'read',
	account: 'certified service account',
	lists: ['categoryIds'],
	fields: [
		{
			displayName: 'Category Names or IDs',
			name: 'categoryIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'loadCategories' },
			default: [],
			required: true,
			description:
				'Service categories (类目) of the account. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		returnAll,
		limit,
	],
	run: async (params, { connection }) => {
		const ids = readNumbers('Category Names or IDs', params.categoryIds).join(',');
		const wanted = params.returnAll ? undefined : params.limit;
		const titles = await collectPages(0, wanted, async (start: number) => {
			const answer = await connection.call(
				{
					method: 'GET',
					path: '/wxaapi/newtmpl/getpubtemplatetitles',
					query: { ids, start: String(start), limit: String(PAGE_SIZE) },
				},
				{ effect: 'read', promised: ['data'] },
			);
			const { data, count } = payload(answer);
			const rows = Array.isArray(data) ? (data as IDataObject[]) : [];
			const next = start + rows.length;
			return { rows, next: rows.length === 0 || next >= Number(count ?? 0) ? undefined : next };
		});
		return titles.map((json) => ({ json }));
	},
	hints: {
		200018: 'Enter at least one category ID.',
		200019: 'A category ID is not one of the account’s. Use Get Categories.',
	},
	sample: {
		params: { categoryIds: '2, 616', returnAll: true, limit: 50 },
		request: {
			method: 'GET',
			path: '/wxaapi/newtmpl/getpubtemplatetitles',
			query: { ids: '2,616', start: '0', limit: '30' },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			count: 1,
			data: [{ tid: 99, title: '付款成功通知', type: 2, categoryId: '616' }],
		},
	},
});
