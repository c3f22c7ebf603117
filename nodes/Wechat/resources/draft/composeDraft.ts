import type { ItemContext } from '../../../shared/itemContexts';
import { type ComposedDraft, composeArticles } from './composeArticles';
import { composePost, type PicturePost, readPost, type PostParams } from './picturePost';
import { type ArticleParams, type DraftArticle, LEAVE_OUT, readArticles } from './readArticles';

/** The content of a draft, read and checked. */
type DraftContent = { post: PicturePost } | { articles: DraftArticle[]; leavesOut: boolean };

/**
 * Reads the content of a draft; nothing is fetched or sent.
 *
 * @param params values of the fields
 * @throws InvalidInputError naming everything that is wrong
 */
export async function readContent(
	params: ArticleParams & PostParams & { articleType: string },
): Promise<DraftContent> {
	if (params.articleType === 'newspic') return { post: readPost(params) };
	const leavesOut = params.options.pictureFailure === LEAVE_OUT;
	return { articles: await readArticles(params), leavesOut };
}

/**
 * Makes the articles for the API, with all pictures uploaded.
 *
 * @param item context of the current item
 * @param content result of {@link readContent}
 * @throws InvalidInputError before anything is uploaded; what uploads throw, with what was uploaded before
 */
export async function composeDraft(item: ItemContext, content: DraftContent): Promise<ComposedDraft> {
	if ('post' in content) return await composePost(item, content.post);
	return await composeArticles(item, content.articles, content.leavesOut);
}
