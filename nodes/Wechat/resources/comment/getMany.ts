import type { IDataObject } from 'n8n-workflow';
import { listOf } from '../../../shared/answerItems';
import { numericIdText } from '../../../shared/numericId';
import { withProgress } from '../../../shared/annotatedError';
import { collectPages } from '../../../shared/paging';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { nextBegin } from './commentPages';
import { articleIndex, COMMENT_HINTS, msgDataId, readArticle } from './commentTarget';

/** WeChat refuses 50 and more. */
const PER_CALL = 49;

/** Gets the comments of an article. */
export const getManyComments = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '查看指定文章的评论数据',
		action: 'Get many comments',
		description:
			'List the comments (留言) of an article, newest first, each with the reply of the author (comment_type 1 is elected); WeChat pushes no event for a new comment, so ask again on a schedule',
	},
	docs: 'https://developers.weixin.qq.com/doc/subscription/api/leaving/api_listcomment.html',
	effect: 'read',
	account: 'certified',
	fields: [
		msgDataId,
		articleIndex,
		{
			displayName: 'Kind',
			name: 'commentType',
			type: 'options',
			options: [
				{ name: 'All', value: 0 },
				{ name: 'Elected', value: 2, description: 'Those that all readers see (精选)' },
				{ name: 'Ordinary', value: 1 },
			],
			default: 0,
			description: 'Which comments to list',
		},
		returnAll,
		limit,
	],
	run: async (params, { connection }) => {
		const article = readArticle(params);
		const wanted = params.returnAll ? undefined : params.limit;
		const known = new Set<unknown>();
		const rows = await collectPages<IDataObject, number>(0, wanted, async (begin) => {
			const count = Math.max(1, Math.min(PER_CALL, (wanted ?? Infinity) - begin));
			const body = { ...article, begin, count, type: Number(params.commentType) };
			const answer = await connection
				.call({ method: 'POST', path: '/cgi-bin/comment/list', body }, { effect: 'read' })
				.catch((error: unknown) => {
					throw begin === 0 ? error : withProgress(error, `${begin} comments were read before`);
				});
			const page = listOf(answer, 'comment') as IDataObject[];
			// A comment written meanwhile shifts the others, so some of them appear twice.
			const fresh = page.filter(({ user_comment_id: id }) => !known.has(id));
			for (const { user_comment_id: id } of fresh) known.add(id);
			return { rows: fresh, next: nextBegin({ begin, count, found: page.length }, answer) };
		});
		return rows.map((row) => ({
			json: { ...row, msg_data_id: numericIdText(article.msg_data_id), index: article.index },
		}));
	},
	hints: COMMENT_HINTS,
	sample: {
		params: { msgDataId: '2247483655', articleIndex: 0, commentType: 0, returnAll: false, limit: 2 },
		request: {
			method: 'POST',
			path: '/cgi-bin/comment/list',
			body: { msg_data_id: 2247483655, index: 0, begin: 0, count: 2, type: 0 },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			total: 1,
			comment: [
				{
					user_comment_id: 1,
					openid: 'oSAMPLE000000000000000000001',
					create_time: 1760000000,
					content: '写得好！',
					comment_type: 0,
					reply: { content: '谢谢！', create_time: 1760000100 },
				},
			],
		},
	},
});
