import { readAll, readAllLater } from '../../../../core/errors/readAll';
import { payload } from '../../../shared/answerItems';
import { readId, wholeNumber } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { NEW_ARTICLE_FIELDS } from './articleFields';
import { articleOptions } from './articleOptions';
import { composeDraft, readContent } from './composeDraft';
import { DRAFT_HINTS } from './draftHints';
import { draftId } from './draftId';
import { keptFields } from './keptFields';

/** Replaces one article of a draft. */
export const updateDraft = defineOperation({
	option: {
		name: 'Update',
		value: 'update',
		chinese: '更新草稿',
		action: 'Update draft',
		description:
			'Replace the text of one article of a draft. Its title, cover, author, comments and Read More URL stay unless they are given, and so do the other articles.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_update.html',
	effect: 'write',
	account: 'any',
	fields: [
		draftId,
		{
			displayName: 'Article Index',
			name: 'index',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 7 },
			default: 0,
			description: 'Which article of the draft is replaced, counted from 0',
		},
		...NEW_ARTICLE_FIELDS,
		{
			...articleOptions,
			description:
				'Author, Comments and Read More URL stay as they are in the draft unless they are added here; added and left empty, the author and the address are removed. Crops and the digest do not stay.',
		},
	],
	lists: ['pictures'],
	run: async (params, item) => {
		const { place, content: read } = await readAllLater({
			place: async () =>
				readAll({
					media_id: () => readId('Draft', params.draftMediaId),
					index: () => wholeNumber('Article Index', params.index, 0, 7),
				}),
			content: async () => await readContent(params, true),
		});
		const kept = await keptFields(item, place, read, params.options);
		const { articles, report, host } = await composeDraft(item, read, kept);
		const [article] = articles;
		try {
			const answer = await item.connection.call(
				{
					method: 'POST',
					path: '/cgi-bin/draft/update',
					body: { ...place, articles: article },
				},
				{ effect: 'write' },
			);
			return [{ json: { ...place, ...payload(answer), ...report } }];
		} catch (error) {
			throw host.withUploads(error);
		}
	},
	hints: {
		...DRAFT_HINTS,
		40007:
			'The account has no such draft (anymore), or a cover or picture is not a permanent image of it. Choose the draft from the list again; upload the picture with Material (Permanent) → Upload, or let this operation upload it.',
		40114: 'The draft has no article at this position. Correct Article Index: the first article is 0.',
	},
	sample: {
		params: {
			draftMediaId: 'SAMPLE-draft-id-1',
			index: 0,
			articleType: 'news',
			format: 'html',
			content: '<h1>夏季新品</h1><p>今夏的<b>新品</b>到店了。</p>',
			pictures: '',
			title: '新品到店',
			postText: '',
			coverFrom: 'mediaId',
			coverField: 'data',
			coverUrl: '',
			coverMediaId: 'SAMPLE-material-id-1',
			theme: 'none',
			options: { author: '编辑部', comments: 'closed', digest: '今夏的新品', sourceUrl: '' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/draft/update',
			body: {
				media_id: 'SAMPLE-draft-id-1',
				index: 0,
				articles: {
					article_type: 'news',
					title: '新品到店',
					author: '编辑部',
					digest: '今夏的新品',
					content: '<section><h1>夏季新品</h1><p>今夏的<b>新品</b>到店了。</p></section>',
					thumb_media_id: 'SAMPLE-material-id-1',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
