import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { MediaType } from './fileRules';

/** Temporary material: uploaded by the account, or sent in by a person. */
export interface TemporaryMedia {
	mediaId: string;
	type: MediaType;
	extension: string;
	/** The file; null for what people send in: a sample file is used. */
	base64: string | null;
	createdAtMs: number;
}

/** Lifetime of temporary material. */
const MEDIA_LIFE_MS = 3 * 86_400_000;

/** A picture for the body of articles. */
export interface ArticleImage {
	extension: string;
	base64: string;
}

/** Limits the memory of a long run. */
const IMAGES_KEPT = 500;

/** Temporary material, and pictures of articles by their address; oldest first. */
export interface MediaData {
	temporary: Map<string, TemporaryMedia>;
	articleImages: Map<string, ArticleImage>;
}

/** Data of the media area about an account. */
export const mediaData: (account: Account) => MediaData = accountSlot<MediaData>('media', () => ({
	temporary: new Map(),
	articleImages: new Map(),
}));

/** Stores a picture for articles; the oldest one is dropped when there are too many. */
export function keepArticleImage(account: Account, url: string, image: ArticleImage): void {
	const { articleImages } = mediaData(account);
	articleImages.set(url, image);
	const [oldest] = articleImages.size > IMAGES_KEPT ? articleImages.keys() : [];
	if (oldest !== undefined) articleImages.delete(oldest);
}

/** Adds temporary material, and forgets what has expired. */
export function keepMedia(account: Account, media: TemporaryMedia): void {
	const { temporary } = mediaData(account);
	for (const [mediaId, { createdAtMs }] of temporary) {
		if (media.createdAtMs - createdAtMs < MEDIA_LIFE_MS) break;
		temporary.delete(mediaId);
	}
	temporary.set(media.mediaId, media);
}

/** @returns temporary material of the account that has not expired */
export function liveMedia(account: Account, mediaId: unknown, nowMs: number): TemporaryMedia | null {
	const media = typeof mediaId === 'string' ? mediaData(account).temporary.get(mediaId) : undefined;
	return media && nowMs - media.createdAtMs < MEDIA_LIFE_MS ? media : null;
}
