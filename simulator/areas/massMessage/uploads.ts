import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { readArticles } from '../draft/readArticle';
import { checkMediaId } from '../media/checkMediaId';
import { massData } from './massData';

type Fields = Readonly<Record<string, unknown>>;

/**
 * `media/uploadvideo`: makes a video of the account's material sendable to many.
 *
 * @throws ApiError 40007 no video of the account
 */
export function uploadVideo(
	world: World,
	account: Account,
	{ media_id, title, description }: Fields,
): JsonObject {
	checkMediaId(world, account, media_id, ['video']);
	const mediaId = world.ids.mediaId();
	massData(account).videos.set(mediaId, { title: textOf(title), description: textOf(description) });
	return { type: 'video', media_id: mediaId, created_at: world.clock.nowSeconds() };
}

/**
 * `media/uploadnews`: articles that can be sent to many without being drafts.
 *
 * @throws ApiError what the articles of a draft require
 */
export function uploadNews(world: World, account: Account, { articles }: Fields): JsonObject {
	const read = readArticles(world, account, articles);
	const mediaId = world.ids.mediaId();
	massData(account).news.set(mediaId, read);
	return { type: 'news', media_id: mediaId, created_at: world.clock.nowSeconds() };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
