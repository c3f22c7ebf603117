import { readAll } from '../../../../core/errors/readAll';
import { readId, wholeNumber } from '../../../shared/typedValues';
import { confirm, confirmed } from '../../fields/account';
import { defineOperation } from '../../operation';
import { articleId, NO_ARTICLE } from './articleId';
import { PUBLISHING_HINTS } from './publish';

/** Deletes published articles. */
export const deleteArticle = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除发布文章',
		action: 'Delete article',
		description:
			'Delete one of the articles that were published together, or all of them: readers lose them at once, and nothing brings them back',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/public/api_freepublishdelete.html',
	effect: 'write',
	account: 'certified account',
	fields: [
		articleId,
		{
			displayName: 'Delete',
			name: 'deleteWhich',
			type: 'options',
			options: [
				{ name: 'All of Them', value: 'all' },
				{ name: 'One Article', value: 'one' },
			],
			default: 'one',
			description: 'Which of the articles that were published together',
		},
		{
			displayName: 'Article Number',
			name: 'articleNumber',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8 },
			displayOptions: { show: { deleteWhich: ['one'] } },
			default: 1,
			description: 'Which one, counted from 1',
		},
		{
			...confirm,
			description: 'Whether you really want this: readers lose the articles at once and for good',
		},
	],
	request: (params) => {
		const { article_id, index } = readAll({
			article_id: () => readId('Article', params.articleId),
			// Without an index, or with 0, WeChat deletes all.
			index: () =>
				params.deleteWhich === 'one' ? wholeNumber('Article Number', params.articleNumber, 1, 8) : 0,
			confirm: () => confirmed(params.confirm, 'readers lose the articles at once and for good'),
		});
		return { method: 'POST', path: '/cgi-bin/freepublish/delete', body: { article_id, index } };
	},
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['article_id', 'index'],
	hints: {
		...PUBLISHING_HINTS,
		40114: 'Not that many articles were published together. Correct Article Number: the first article is 1.',
		45009: 'WeChat deletes 10 published articles a day. Delete the others tomorrow.',
		53600: NO_ARTICLE,
	},
	sample: {
		params: {
			articleId: 'SAMPLE-article-id-1',
			deleteWhich: 'one',
			articleNumber: 1,
			confirm: true,
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/freepublish/delete',
			body: { article_id: 'SAMPLE-article-id-1', index: 1 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
