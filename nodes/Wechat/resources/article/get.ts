import { readId } from '../../../shared/typedValues';
import { simpleNews, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';
import { articleId, NO_ARTICLE } from './articleId';
import { PUBLISHING_HINTS } from './publish';

/** Gets the articles of one publication. */
export const getArticle = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '获取已发布图文信息',
		action: 'Get article',
		description:
			'Get the articles that were published together, with their links and whether they were deleted',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/public/api_freepublishgetarticle.html',
	effect: 'read',
	account: 'certified account',
	fields: [articleId, simplify],
	simple: simpleNews,
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/freepublish/getarticle',
		body: { article_id: readId('Article', params.articleId) },
	}),
	echo: ['article_id'],
	hints: { ...PUBLISHING_HINTS, 53600: NO_ARTICLE },
	sample: {
		params: { articleId: 'SAMPLE-article-id-1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/freepublish/getarticle',
			body: { article_id: 'SAMPLE-article-id-1' },
		},
		response: {
			news_item: [
				{
					title: '夏季新品',
					author: '编辑部',
					digest: '今夏的新品到店了。',
					content: '<section><p>今夏的<strong>新品</strong>到店了。</p></section>',
					thumb_media_id: 'SAMPLE-material-id-1',
					url: 'http://mp.weixin.qq.com/s/SAMPLE',
					is_deleted: false,
				},
			],
		},
	},
});
