import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { beijingDay } from '../../../core/analytics/calendarDays';
import { payload } from '../../shared/answerItems';
import { readArticle } from '../resources/comment/commentTarget';
import { askAccount, offerPages, type SearchableEntry } from './readList';

/** From 50 on WeChat refuses. */
const PER_PAGE = 49;

interface Comment {
	user_comment_id: number | string;
	content?: string;
	/** Unix seconds. */
	create_time?: number;
	/** 1 is elected. */
	comment_type?: number;
}

/**
 * Offers the comments of the article that the fields above name, newest first.
 *
 * @param filter what the user typed; matches text, day and id of each page
 * @param paginationToken how many were offered before
 * @throws NodeApiError or NodeOperationError with a text for a person, also while the article is an expression or not given
 * @see https://developers.weixin.qq.com/doc/subscription/api/leaving/api_listcomment.html
 */
export async function searchComments(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await askAccount(this, async ({ call }) => {
		const article = readArticle({
			msgDataId: String(this.getCurrentNodeParameter('msgDataId') ?? ''),
			articleIndex: Number(this.getCurrentNodeParameter('articleIndex') ?? 0),
		});
		const load = async (begin: number) => {
			const body = { ...article, begin, count: PER_PAGE, type: 0 };
			const path = '/cgi-bin/comment/list';
			const answer = payload(await call({ method: 'POST', path, body }, { effect: 'read' }));
			const { comment = [], total = 0 } = answer as { comment?: Comment[]; total?: number };
			const next = begin + comment.length;
			return {
				entries: comment.map(entryOf),
				next: comment.length > 0 && next < Number(total) ? next : undefined,
			};
		};
		return await offerPages(paginationToken, load, filter);
	});
}

function entryOf({ user_comment_id: id, content, create_time: at, comment_type }: Comment): SearchableEntry {
	const text = content?.trim() || '(no text)';
	const facts = [comment_type === 1 ? 'elected' : '', at === undefined ? '' : beijingDay(at * 1000)];
	const shown = facts.filter(Boolean).join(', ');
	return { name: shown === '' ? text : `${text} (${shown})`, value: String(id) };
}
