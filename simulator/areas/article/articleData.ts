import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { Article } from '../draft/draftData';

/** An article that readers can open. */
export interface PublishedArticle extends Article {
	is_deleted: boolean;
}

/** Articles that were published or sent together. */
export interface Publication {
	/** Its id for comments and analytics. */
	msgDataId: number;
	/** Article id of a publication; null for a mass message. */
	articleId: string | null;
	articles: PublishedArticle[];
	/** Unix seconds. */
	publishedAt: number;
	updateTime: number;
	/** The platform took it down afterwards. */
	banned: boolean;
}

/** How a publishing job can end: published, original check failed, failed, review failed. */
export type Outcome = 0 | 2 | 3 | 4;

/** One `freepublish/submit`. */
export interface PublishJob {
	publishId: string;
	/** The draft, and its articles at the time of submission. */
	mediaId: string;
	articles: Article[];
	msgDataId: number;
	dueMs: number;
	outcome: Outcome;
	/** Positions from 1 of the articles that were refused. */
	failIdx: number[];
	/** Null while the job runs. */
	articleId: string | null;
	ended: boolean;
}

/** Data of the article area about an account. */
export interface ArticleData {
	publications: Map<number, Publication>;
	jobs: Map<string, PublishJob>;
	/** Drafts that were published and therefore deleted. */
	publishedDrafts: string[];
	/** How the next jobs end; set by the control `review`. */
	review: { outcome: Outcome; failIdx: number[] | null; delayMs: number };
}

/** Published articles of an account, oldest first. */
export const articleData: (account: Account) => ArticleData = accountSlot<ArticleData>('article', () => ({
	publications: new Map(),
	jobs: new Map(),
	publishedDrafts: [],
	review: { outcome: 0, failIdx: null, delayMs: 0 },
}));
