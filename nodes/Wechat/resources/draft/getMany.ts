import { collectNews } from '../../../shared/newsPages';
import { withContent } from '../../fields/articles';
import { limit, returnAll } from '../../fields/paging';
import { simpleNews, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';

/** Gets the account's drafts. */
export const getManyDrafts = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取草稿列表',
		action: 'Get many drafts',
		description: 'List the drafts of the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_batchget.html',
	effect: 'read',
	account: 'any',
	fields: [returnAll, limit, withContent, simplify],
	simple: simpleNews,
	run: async (params, item) => {
		const rows = await collectNews(item, '/cgi-bin/draft/batchget', {
			limit: params.returnAll ? undefined : params.limit,
			withContent: params.withContent,
		});
		return rows.map((json) => ({ json }));
	},
	sample: {
		params: { returnAll: false, limit: 2, withContent: false },
		request: {
			method: 'POST',
			path: '/cgi-bin/draft/batchget',
			body: { offset: 0, count: 2, no_content: 1 },
		},
		response: {
			total_count: 1,
			item_count: 1,
			item: [
				{
					media_id: 'SAMPLE-draft-id-1',
					content: { news_item: [{ title: '夏季新品', thumb_media_id: 'SAMPLE-material-id-1' }] },
					update_time: 1760000000,
				},
			],
		},
	},
});
