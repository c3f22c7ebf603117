import { defineOperation } from '../../operation';
import { payload } from '../../../shared/answerItems';
import { ARTICLE_FIELDS } from './articleFields';
import { articleOptions, furtherArticles } from './articleOptions';
import { composeDraft, readContent } from './composeDraft';
import { DRAFT_HINTS } from './draftHints';

/** Creates a draft. */
export const createDraft = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		chinese: '新增草稿',
		action: 'Create draft',
		description:
			'Make a draft (草稿) from Markdown, HTML, plain text or pictures: pictures are uploaded to WeChat, and styles are inlined',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_add.html',
	effect: 'write',
	account: 'any',
	fields: [...ARTICLE_FIELDS, furtherArticles, articleOptions],
	lists: ['pictures'],
	run: async (params, item) => {
		const { articles, report, host } = await composeDraft(item, await readContent(params));
		try {
			const answer = await item.connection.call(
				{ method: 'POST', path: '/cgi-bin/draft/add', body: { articles } },
				{ effect: 'write', promised: ['media_id'] },
			);
			return [{ json: { ...payload(answer), ...report } }];
		} catch (error) {
			throw host.withUploads(error);
		}
	},
	hints: DRAFT_HINTS,
	sample: {
		params: {
			articleType: 'news',
			format: 'markdown',
			content: '# 夏季新品\n\n今夏的**新品**到店了。',
			pictures: '',
			title: '',
			postText: '',
			coverFrom: 'mediaId',
			coverField: 'data',
			coverUrl: '',
			coverMediaId: 'SAMPLE-material-id-1',
			theme: 'none',
			furtherArticles: {},
			options: { author: '编辑部' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/draft/add',
			body: {
				articles: [
					{
						article_type: 'news',
						title: '夏季新品',
						author: '编辑部',
						content: '<section><p>今夏的<strong>新品</strong>到店了。</p></section>',
						thumb_media_id: 'SAMPLE-material-id-1',
					},
				],
			},
		},
		response: { media_id: 'SAMPLE-draft-id-1' },
	},
});
