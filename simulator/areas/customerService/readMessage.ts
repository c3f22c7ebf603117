import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { isPublished, shownArticles } from '../article/isPublished';
import { isRecord } from '../../isRecord';
import { checkMiniprogram } from '../linkedMiniprogram';
import { checkMediaId } from '../media/checkMediaId';
import { materialData } from '../material/materialData';

const MAX_TEXT_BYTES = 2048;

type Fields = Readonly<Record<string, unknown>>;
type Reader = (world: World, account: Account, fields: Fields) => JsonObject;

/** A customer service message as the person's phone shows it. */
export interface CustomMessage {
	msgtype: string;
	content: JsonObject;
}

/** Reads the object of each message type. */
const READERS: Readonly<Record<string, Reader>> = {
	text(_world, _account, { content }) {
		if (typeof content !== 'string' || content === '') throw new ApiError(44004);
		if (Buffer.byteLength(content) > MAX_TEXT_BYTES) throw new ApiError(45002);
		return { content };
	},
	image: (world, account, { media_id }) => ({ media_id: checkMediaId(world, account, media_id, ['image']) }),
	voice: (world, account, { media_id }) => ({ media_id: checkMediaId(world, account, media_id, ['voice']) }),
	video: (world, account, { media_id, thumb_media_id, ...texts }) => ({
		media_id: checkMediaId(world, account, media_id, ['video']),
		...(isGiven(thumb_media_id) ? { thumb_media_id: thumb(world, account, thumb_media_id) } : {}),
		...titleAndDescription(texts),
	}),
	music: (world, account, { thumb_media_id, musicurl, hqmusicurl, ...texts }) => ({
		...titleAndDescription(texts),
		musicurl: text(musicurl),
		hqmusicurl: text(hqmusicurl),
		thumb_media_id: thumb(world, account, thumb_media_id),
	}),
	news(_world, _account, { articles }) {
		if (!Array.isArray(articles) || articles.length === 0) throw new ApiError(44003);
		if (articles.length > 1) throw new ApiError(45008);
		const [article] = articles as unknown[];
		if (!isRecord(article)) throw new ApiError(44003);
		const { url, picurl, ...texts } = article;
		return { articles: [{ ...titleAndDescription(texts), url: text(url), picurl: text(picurl) }] };
	},
	mpnews(_world, account, { media_id }) {
		const news = typeof media_id === 'string' ? materialData(account).news.get(media_id) : undefined;
		if (!news) throw new ApiError(40007);
		return { media_id: news.mediaId };
	},
	mpnewsarticle(_world, account, { article_id }) {
		if (!isPublished(account, article_id)) throw new ApiError(53600);
		return { article_id: String(article_id), articles: shownArticles(account, String(article_id)) };
	},
	msgmenu(_world, _account, { head_content, list, tail_content }) {
		if (!Array.isArray(list) || list.length === 0) throw new ApiError(45098);
		const items = list.map((item: unknown) => {
			if (!isRecord(item)) throw new ApiError(47001);
			const { id, content } = item;
			if (typeof content !== 'string' || content === '') throw new ApiError(45099);
			return { id: String(id ?? ''), content };
		});
		return { head_content: text(head_content), list: items, tail_content: text(tail_content) };
	},
	wxcard(_world, _account, { card_id }) {
		if (typeof card_id !== 'string' || card_id === '') throw new ApiError(40073);
		return { card_id };
	},
	miniprogrampage: (world, account, { title, appid, pagepath, thumb_media_id }) => ({
		title: text(title),
		...checkMiniprogram(account, appid, pagepath),
		thumb_media_id: thumb(world, account, thumb_media_id),
	}),
};

/**
 * Reads the message of `message/custom/send`.
 *
 * @throws ApiError 40008 no sendable type, 47001 no object of that name, and what each type requires: 44004, 45002, 40007, 44003, 45008,
 *   53600, 45098, 45099, 40073, 40013, 40165, 40166
 */
export function readMessage(world: World, account: Account, json: Fields): CustomMessage {
	const { msgtype } = json;
	const reader =
		typeof msgtype === 'string' && Object.hasOwn(READERS, msgtype) ? READERS[msgtype] : undefined;
	if (typeof msgtype !== 'string' || !reader) throw new ApiError(40008);
	const fields = json[msgtype];
	if (!isRecord(fields)) throw new ApiError(47001);
	return { msgtype, content: reader(world, account, fields) };
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function thumb(world: World, account: Account, mediaId: unknown): string {
	return checkMediaId(world, account, mediaId, ['thumb', 'image']);
}

function titleAndDescription({ title, description }: Fields): { title: string; description: string } {
	return { title: text(title), description: text(description) };
}

function text(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw new ApiError(47001);
	return value;
}
