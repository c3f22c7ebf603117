import { ControlError } from '../../ControlError';
import type { Account } from '../../state/Account';
import { articleData, type PublishedArticle } from './articleData';

/** The position of an article, for the phone and controls. */
export interface Place {
	msgDataId: number;
	/** From 0. */
	index: number;
}

/** @returns the article, or null when there is none or it was deleted */
export function articleAt(account: Account, { msgDataId, index }: Place): PublishedArticle | null {
	const article = articleData(account).publications.get(msgDataId)?.articles[index];
	return article && !article.is_deleted ? article : null;
}

/** @throws ControlError when there is no such article, or it was deleted */
export function findPlace(account: Account, place: Place): PublishedArticle {
	const article = articleAt(account, place);
	if (!article)
		throw new ControlError(
			`msgDataId: the account has published no article ${place.msgDataId}_${place.index}`,
		);
	return article;
}
