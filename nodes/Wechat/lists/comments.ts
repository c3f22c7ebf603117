import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { payload } from '../../shared/answerItems';
import { nextBegin } from '../resources/comment/commentPages';
import { readArticle } from '../resources/comment/commentTarget';
import { askAccount, dayOf, nameWith, offerPages, type SearchableEntry } from './readList';

/** WeChat refuses 50 and more. */
const PER_PAGE = 49;

interface Comment {
	user_comment_id: number | string;
	content?: string;
	/** Unix seconds. */
	create_time?: number;
	/** 1 means that it is a featured comment (精选). */
	comment_type?: number;
}

/**
 * Lists the comments of the article chosen in the fields above, newest first.
 *
 * @param filter what the user typed; matches text, day and id of each page
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user, also while the article is an expression or not given
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
			const answer = await call({ method: 'POST', path, body }, { effect: 'read' });
			const { comment = [] } = payload(answer) as { comment?: Comment[] };
			return {
				entries: comment.map(entryOf),
				next: nextBegin({ begin, count: PER_PAGE, found: comment.length }, answer),
			};
		};
		return await offerPages(paginationToken, load, filter);
	});
}

function entryOf({ user_comment_id: id, content, create_time: at, comment_type }: Comment): SearchableEntry {
	const text = content?.trim() || '(no text)';
	const name = nameWith(text, [comment_type === 1 ? 'elected' : '', dayOf(at)]);
	return { name, value: String(id) };
}
