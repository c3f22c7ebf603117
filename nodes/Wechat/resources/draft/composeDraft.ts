import type { ItemContext } from '../../../shared/itemContexts';
import { type ComposedDraft, composeArticles } from './composeArticles';
import { composePost, type PicturePost, readPost, type PostParams } from './picturePost';
import { type ArticleParams, type DraftArticle, LEAVE_OUT, readArticles } from './readArticles';

/** Advice on codes of drafts. */
export const DRAFT_HINTS: Readonly<Record<number, string>> = {
	40007:
		'A cover or picture is not a permanent image of this account: temporary media and those of other accounts do not work. Upload it with Material (Permanent) → Upload, or let this operation upload it.',
	41039:
		'WeChat does not accept the address under Read More URL. Enter a full one (https://…), or remove it.',
	45003: 'The title is too long for WeChat. Shorten it: 32 characters are safe.',
	45004: 'The digest is too long for WeChat. Shorten it: 120 characters are safe.',
	45110: 'The author is too long for WeChat. Shorten it: 8 Chinese characters are safe.',
	45166:
		'WeChat refuses the HTML: it is too long (see contentCharacters of a shorter article; formulas, code and styles count), or has something that articles may not contain. Try the theme None, or leave parts out to find out which one.',
	45002:
		'The HTML is too long for WeChat. Formulas, code and styles count: divide the text into several articles.',
	45009: 'WeChat accepts 1000 new drafts and 1000 changes to drafts a day. Continue tomorrow.',
	53404:
		'The account may not show products at the moment. Take the product card out of the text, and read the notice in the WeChat console (mp.weixin.qq.com).',
	53405: 'The product key is wrong or has expired: get a new one with Draft → Get Product Card.',
	53406:
		'The account has not opened a shop (微信小店). Open one first, or take the product card out of the text.',
	88000: 'The account has no comments (留言功能). Set Options → Comments to Nobody.',
};

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
export async function compose(item: ItemContext, content: DraftContent): Promise<ComposedDraft> {
	if ('post' in content) return await composePost(item, content.post);
	return await composeArticles(item, content.articles, content.leavesOut);
}
