import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../fields/paging';
import { simpleNews, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';
import { collectPages, nextOffset } from '../../../shared/paging';

const PER_CALL = 20;

/** Gets the permanent materials of one kind. */
export const getManyMaterials = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取永久素材列表',
		action: 'Get many permanent materials',
		description: 'List the permanent materials of one kind',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_batchgetmaterial.html',
	effect: 'read',
	account: 'certified',
	fields: [
		{
			displayName: 'Kind',
			name: 'materialType',
			type: 'options',
			options: [
				{
					name: 'Article',
					value: 'news',
					description:
						'Articles from before the draft box (草稿箱); drafts and what is published from them are not in this list',
				},
				{ name: 'Image', value: 'image' },
				{ name: 'Video', value: 'video' },
				{ name: 'Voice', value: 'voice' },
			],
			default: 'image',
			description: 'Which materials to list',
		},
		returnAll,
		limit,
		simplify,
	],
	simple: simpleNews,
	run: async (params, { connection }) => {
		const wanted = params.returnAll ? undefined : params.limit;
		const rows = await collectPages<IDataObject, number>(0, wanted, async (offset) => {
			const count = Math.max(1, Math.min(PER_CALL, (wanted ?? Infinity) - offset));
			const answer = await connection.call(
				{
					method: 'POST',
					path: '/cgi-bin/material/batchget_material',
					body: { type: params.materialType, offset, count },
				},
				{ effect: 'read', promised: ['item', 'total_count'] },
			);
			const { item, total_count: total } = (answer.kind === 'json' ? answer.data : {}) as MaterialPage;
			const rows = item ?? [];
			return { rows, next: nextOffset(offset, rows.length, total ?? 0) };
		});
		return rows.map((json) => ({ json }));
	},
	sample: {
		params: { materialType: 'image', returnAll: false, limit: 2 },
		request: {
			method: 'POST',
			path: '/cgi-bin/material/batchget_material',
			body: { type: 'image', offset: 0, count: 2 },
		},
		response: {
			total_count: 1,
			item_count: 1,
			item: [
				{
					media_id: 'SAMPLE-material-id-1',
					name: '海报.png',
					update_time: 1760000000,
					url: 'http://mmbiz.qpic.cn/sample/1',
				},
			],
		},
	},
});

interface MaterialPage {
	total_count?: number;
	item?: IDataObject[];
}
