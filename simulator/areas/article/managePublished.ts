import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { showArticle } from '../draft/manageDrafts';
import { readPage } from '../readPage';
import { articleData, type Publication } from './articleData';

type Fields = Readonly<Record<string, unknown>>;

/** @throws ApiError 53600 no such article */
export function getPublished(account: Account, articleId: unknown): JsonObject {
	const { articles } = findPublication(account, articleId);
	return { news_item: articles.map((article) => showArticle(article, false)) };
}

/**
 * `freepublish/delete`: one article, or all of them.
 *
 * @param json `index` counts from 1; 0 or none means all
 * @throws ApiError 53600, 40114 index
 */
export function deletePublished(account: Account, { article_id, index = 0 }: Fields, now: number): void {
	const publication = findPublication(account, article_id);
	const { articles } = publication;
	if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > articles.length)
		throw new ApiError(40114);
	for (const [place, article] of articles.entries())
		if (index === 0 || index === place + 1) article.is_deleted = true;
	publication.updateTime = now;
}

/**
 * `freepublish/batchget`, newest first. Completely deleted publications are not listed.
 *
 * @throws ApiError 40097 offset or count
 */
export function listPublished(account: Account, json: Fields): JsonObject {
	const all = [...articleData(account).publications.values()]
		.filter(({ articleId, articles }) => articleId !== null && articles.some((one) => !one.is_deleted))
		.reverse();
	return readPage(json, all, ({ articleId, articles, publishedAt, updateTime }) => ({
		article_id: articleId,
		content: {
			news_item: articles.map((article) => showArticle(article, json.no_content === 1)),
			create_time: publishedAt,
			update_time: updateTime,
		},
		update_time: updateTime,
	}));
}

function findPublication(account: Account, articleId: unknown): Publication {
	const found = [...articleData(account).publications.values()].find(
		(one) => typeof articleId === 'string' && one.articleId === articleId,
	);
	if (!found) throw new ApiError(53600);
	return found;
}
