import type { ItemContext } from '../../../shared/itemContexts';
import type { IDataObject } from 'n8n-workflow';
import { type ComposedDraft, composeArticles } from './composeArticles';
import { composePost, type PicturePost, readPost, type PostParams } from './picturePost';
import { type ArticleParams, type DraftArticle, LEAVE_OUT, readArticles } from './readArticles';

/** The content of a draft, read and checked. */
export type DraftContent = { post: PicturePost } | { articles: DraftArticle[]; leavesOut: boolean };

/**
 * Reads the content of a draft; nothing is fetched or sent.
 *
 * @param params values of the fields
 * @param replaces whether it replaces an article, whose title stays unless another is given
 * @throws InvalidInputError naming everything that is wrong
 */
export async function readContent(
	params: ArticleParams & PostParams & { articleType: string },
	replaces = false,
): Promise<DraftContent> {
	if (params.articleType === 'newspic') return { post: readPost(params, replaces) };
	const leavesOut = params.options.pictureFailure === LEAVE_OUT;
	return { articles: await readArticles(params, replaces), leavesOut };
}

/**
 * Makes the articles for the API, with all pictures uploaded.
 *
 * @param item context of the current item
 * @param content result of {@link readContent}
 * @param kept what the first one keeps of the article that it replaces, by the names of the API
 * @throws InvalidInputError before anything is uploaded; what uploads throw, with what was uploaded before
 */
export async function composeDraft(
	item: ItemContext,
	content: DraftContent,
	kept: IDataObject = {},
): Promise<ComposedDraft> {
	if ('post' in content) {
		const { pictures, wire } = content.post;
		return await composePost(item, { pictures, wire: { ...kept, ...wire } });
	}
	const articles = content.articles.map((one, index) => (index === 0 ? keeping(one, kept) : one));
	return await composeArticles(item, articles, content.leavesOut);
}

function keeping(article: DraftArticle, { thumb_media_id: cover, ...kept }: IDataObject): DraftArticle {
	const isKept = typeof cover === 'string';
	return {
		...article,
		cover: isKept ? { mediaId: cover } : article.cover,
		wire: { ...kept, ...article.wire },
	};
}
