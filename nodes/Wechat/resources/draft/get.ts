import { readId } from '../../../shared/typedValues';
import { simpleNews, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';
import { draftId, NO_DRAFT } from './draftId';

/** Gets the articles of one draft. */
export const getDraft = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '获取草稿详情',
		action: 'Get draft',
		description: 'Get the articles of a draft, each with an address at which it can be viewed for a while',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_getdraft.html',
	effect: 'read',
	account: 'any',
	fields: [draftId, simplify],
	simple: simpleNews,
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/draft/get',
		body: { media_id: readId('Draft', params.draftMediaId) },
	}),
	echo: ['media_id'],
	hints: { 40007: NO_DRAFT },
	sample: {
		params: { draftMediaId: 'SAMPLE-draft-id-1' },
		request: { method: 'POST', path: '/cgi-bin/draft/get', body: { media_id: 'SAMPLE-draft-id-1' } },
		response: {
			news_item: [
				{
					article_type: 'news',
					title: '夏季新品',
					author: '编辑部',
					digest: '今夏的新品到店了。',
					content: '<section><p>今夏的<strong>新品</strong>到店了。</p></section>',
					thumb_media_id: 'SAMPLE-material-id-1',
					url: 'http://mp.weixin.qq.com/s?tempkey=SAMPLE',
				},
			],
			create_time: 1760000000,
			update_time: 1760000000,
		},
	},
});
