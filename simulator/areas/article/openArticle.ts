import { ControlError } from '../../ControlError';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { countReading, type Scene } from '../analytics/events';
import type { Comment } from '../comment/commentData';
import { commentSettings } from '../comment/commentSettings';
import { threadOf } from '../comment/findThread';
import { draftData, type Article } from '../draft/draftData';
import { materialData } from '../material/materialData';
import { articleData, type PublishedArticle } from './articleData';
import type { Place } from './findPlace';

/** A comment that a reader sees: featured, or their own. */
export interface ShownComment {
	nickname: string;
	content: string;
	/** Unix seconds. */
	createdAt: number;
	mine: boolean;
	elected: boolean;
	reply: string | null;
}

/** The content of the reading page. */
export interface OpenedArticle {
	/** Null for the preview of a draft, which has no readers and no comments. */
	place: Place | null;
	type: Article['article_type'];
	title: string;
	author: string;
	/** Unix seconds; null for a preview. */
	publishedAt: number | null;
	/** Content as left by the platform's filter. */
	content: string;
	/** URLs of a picture post's pictures. */
	pictures: string[];
	sourceUrl: string;
	commentsOpen: boolean;
	comments: ShownComment[];
}

/**
 * A reader opens an article by its URL; the first view is counted.
 *
 * @param counted false while the page only redraws it
 * @throws ControlError when the account has no such article, or it was deleted
 */
export function openArticle(
	world: World,
	account: Account,
	reader: Follower,
	{ url, scene, counted }: { url: string; scene: Scene; counted: boolean },
): OpenedArticle {
	const found = findPublished(account, url);
	if (!found) return showPreview(account, url);
	const { article, place, publishedAt } = found;
	if (article.is_deleted) throw new ControlError('url: the article was deleted by its author');
	if (counted) {
		const reading = { kind: 'read', msgid: `${place.msgDataId}_${place.index + 1}`, scene } as const;
		countReading(account, reader, reading, world.clock.now());
	}
	const thread = threadOf(account, article, `${place.msgDataId}_${place.index}`);
	const { permitted } = commentSettings(account);
	return {
		...contentOf(account, article),
		place,
		publishedAt,
		commentsOpen: thread.open && permitted,
		comments: permitted ? shownComments(account, reader, thread.comments) : [],
	};
}

function findPublished(account: Account, url: string) {
	for (const { msgDataId, articles, publishedAt } of articleData(account).publications.values()) {
		const index = articles.findIndex((article: PublishedArticle) => article.url === url);
		const article = articles[index];
		if (article) return { article, place: { msgDataId, index }, publishedAt };
	}
	return null;
}

/** Drafts, and articles published in the console, have a URL but no counted readers. */
function showPreview(account: Account, url: string): OpenedArticle {
	const drafted = [...draftData(account).drafts.values()]
		.flatMap(({ articles }) => articles)
		.find((article) => article.url === url);
	const rest = { place: null, publishedAt: null, commentsOpen: false, comments: [] };
	if (drafted) return { ...contentOf(account, drafted), ...rest };
	const old = [...materialData(account).news.values()]
		.flatMap(({ articles }) => articles)
		.find((article) => article.url === url);
	if (!old) throw new ControlError(`url: the account has no article at ${url}`);
	const { title, author, content, content_source_url: sourceUrl } = old;
	return { type: 'news', title, author, content, sourceUrl, pictures: [], ...rest };
}

function contentOf(account: Account, article: Article) {
	const pictures = (article.image_info?.image_list ?? []).map(
		({ image_media_id: id }) => materialData(account).files.get(id)?.url ?? '',
	);
	const { article_type: type, title, author, content, content_source_url: sourceUrl } = article;
	return { type, title, author, content, sourceUrl, pictures };
}

function shownComments(account: Account, reader: Follower, comments: readonly Comment[]): ShownComment[] {
	return comments
		.filter(
			({ comment_type, openid, withdrawn }) => !withdrawn && (comment_type === 1 || openid === reader.openid),
		)
		.reverse()
		.map(({ openid, content, create_time, comment_type, reply }) => ({
			nickname: account.followers.get(openid)?.nickname ?? '',
			content,
			createdAt: create_time,
			mine: openid === reader.openid,
			elected: comment_type === 1,
			reply: reply?.content ?? null,
		}));
}
