import type { Account } from '../../state/Account';
import { materialData } from '../material/materialData';
import { articleData } from './articleData';

/** Whether an article id is one that the account has published, through the API or in the console, and not deleted. */
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
