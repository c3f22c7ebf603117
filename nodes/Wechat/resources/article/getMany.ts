import { collectNews } from '../../../shared/newsPages';
import { withContent } from '../../fields/articles';
import { limit, returnAll } from '../../fields/paging';
import { simpleNews, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';
import { PUBLISHING_HINTS } from './publish';

/** Gets the account's publications. */
export const getManyArticles = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取已发布的消息列表',
		action: 'Get many articles',
		description:
			'List what the account has published from its drafts, newest first; WeChat has no list of articles sent as mass messages (群发)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/public/api_freepublish_batchget.html',
	effect: 'read',
	account: 'certified account',
	fields: [returnAll, limit, withContent, simplify],
	simple: simpleNews,
	run: async (params, item) => {
		const rows = await collectNews(item, '/cgi-bin/freepublish/batchget', {
			limit: params.returnAll ? undefined : params.limit,
			withContent: params.withContent,
		});
		return rows.map((json) => ({ json }));
	},
	hints: PUBLISHING_HINTS,
	sample: {
		params: { returnAll: false, limit: 2, withContent: false },
		request: {
			method: 'POST',
			path: '/cgi-bin/freepublish/batchget',
			body: { offset: 0, count: 2, no_content: 1 },
		},
		response: {
			total_count: 1,
			item_count: 1,
			item: [
				{
					article_id: 'SAMPLE-article-id-1',
					content: { news_item: [{ title: '夏季新品', url: 'http://mp.weixin.qq.com/s/SAMPLE' }] },
					update_time: 1760000000,
				},
			],
		},
	},
});
