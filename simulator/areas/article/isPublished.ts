import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { materialData } from '../material/materialData';
import { articleData } from './articleData';

/** Whether an article id belongs to a publication of the account, through the API or in the console, that was not deleted. */
export function isPublished(account: Account, articleId: unknown): boolean {
	if (typeof articleId !== 'string') return false;
	const inConsole = [...materialData(account).news.values()].some((news) => news.articleId === articleId);
	return (
		inConsole ||
		[...articleData(account).publications.values()].some(
			(one) => one.articleId === articleId && one.articles.some(({ is_deleted }) => !is_deleted),
		)
	);
}

/** Title, digest, URL and cover of a publication's articles, as the phone shows them in a message. */
export function shownArticles(account: Account, articleId: string): JsonObject[] {
	const published = [...articleData(account).publications.values()].find(
		(one) => one.articleId === articleId,
	);
	const inConsole = [...materialData(account).news.values()].find((news) => news.articleId === articleId);
	if (published)
		return published.articles
			.filter(({ is_deleted }) => !is_deleted)
			.map(({ title, digest, url, thumb_url }) => ({ title, digest, url, thumb_url }));
	return (inConsole?.articles ?? []).map(({ title, digest, url }) => ({ title, digest, url, thumb_url: '' }));
}
