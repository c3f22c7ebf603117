import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { readPage } from '../readPage';
import { draftData, type Article, type Draft } from './draftData';
import { readArticle, readArticles } from './readArticle';

type Fields = Readonly<Record<string, unknown>>;

/** @throws ApiError what {@link readArticles} requires */
export function addDraft(world: World, account: Account, { articles }: Fields): JsonObject {
	const now = world.clock.nowSeconds();
	const read = readArticles(world, account, articles);
	const draft: Draft = { mediaId: world.ids.mediaId(), articles: read, createTime: now, updateTime: now };
	draftData(account).drafts.set(draft.mediaId, draft);
	return { media_id: draft.mediaId };
}

/**
 * Replaces one article of a draft.
 *
 * @throws ApiError 40007 no draft of the account, 40114 index, and what {@link readArticle} requires
 */
export function updateDraft(world: World, account: Account, { media_id, index, articles }: Fields): void {
	const draft = findDraft(account, media_id);
	const place = index ?? 0;
	if (typeof place !== 'number' || !Number.isInteger(place) || place < 0 || place >= draft.articles.length)
		throw new ApiError(40114);
	draft.articles[place] = readArticle(world, account, articles, draft.articles.length === 1);
	draft.updateTime = world.clock.nowSeconds();
}

/** @throws ApiError 40007 */
export function getDraft(account: Account, mediaId: unknown): JsonObject {
	return showDraft(findDraft(account, mediaId), false);
}

/** @throws ApiError 40007 */
export function deleteDraft(account: Account, mediaId: unknown): void {
	draftData(account).drafts.delete(findDraft(account, mediaId).mediaId);
}

/**
 * `draft/batchget`, newest first.
 *
 * @throws ApiError 40097 offset or count
 */
export function listDrafts(account: Account, json: Fields): JsonObject {
	const all = [...draftData(account).drafts.values()].sort((a, b) => b.updateTime - a.updateTime);
	return readPage(json, all, (draft) => ({
		media_id: draft.mediaId,
		content: showDraft(draft, json.no_content === 1),
		update_time: draft.updateTime,
	}));
}

/** @throws ApiError 40007 unless the account has the draft */
export function findDraft(account: Account, mediaId: unknown): Draft {
	const found = typeof mediaId === 'string' ? draftData(account).drafts.get(mediaId) : undefined;
	if (!found) throw new ApiError(40007);
	return found;
}

/** An article as the platform prints it. */
export function showArticle({ content, ...article }: Article, withoutContent: boolean): JsonObject {
	return withoutContent ? { ...article } : { ...article, content };
}

function showDraft({ articles, createTime, updateTime }: Draft, withoutContent: boolean): JsonObject {
	const news_item = articles.map((article) => showArticle(article, withoutContent));
	return { news_item, create_time: createTime, update_time: updateTime };
}
