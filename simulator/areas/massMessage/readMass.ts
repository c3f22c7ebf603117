import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { draftData } from '../draft/draftData';
import { isRecord } from '../../isRecord';
import { checkMediaId } from '../media/checkMediaId';
import { massData, type MassContent } from './massData';

const MAX_TEXT_BYTES = 2048;
const MAX_PICTURES = 20;

type Fields = Readonly<Record<string, unknown>>;
type Read = Omit<MassContent, 'msgtype'>;
type Reader = (world: World, account: Account, json: Fields) => Read;

const plain = (content: Read['content']): Read => ({ content, articles: null, draftId: null });

/** Reads the object of each message type from the body. */
const READERS: Readonly<Record<string, Reader>> = {
	text(_world, _account, json) {
		const { content } = objectOf(json, 'text');
		if (typeof content !== 'string' || content === '') throw new ApiError(44004);
		if (Buffer.byteLength(content) > MAX_TEXT_BYTES) throw new ApiError(45002);
		return plain({ content });
	},
	voice(world, account, json) {
		const { media_id } = objectOf(json, 'voice');
		return plain({ media_id: checkMediaId(world, account, media_id, ['voice']) });
	},
	image(world, account, json) {
		const several = json.images;
		const ids: unknown = isRecord(several) ? several.media_ids : [objectOf(json, 'image').media_id];
		if (!Array.isArray(ids) || ids.length === 0) throw new ApiError(40007);
		if (ids.length > MAX_PICTURES) throw new ApiError(40215);
		const media_ids = ids.map((id: unknown) => checkMediaId(world, account, id, ['image']));
		const textOf = (name: 'recommend' | 'title') =>
			isRecord(several) && typeof several[name] === 'string' ? several[name] : undefined;
		return plain({ media_ids, recommend: textOf('recommend'), title: textOf('title') });
	},
	mpvideo(_world, account, json) {
		const { media_id } = objectOf(json, 'mpvideo');
		const video = typeof media_id === 'string' ? massData(account).videos.get(media_id) : undefined;
		if (typeof media_id !== 'string' || !video) throw new ApiError(40007);
		return plain({ media_id, ...video });
	},
	mpnews(_world, account, json) {
		const { media_id } = objectOf(json, 'mpnews');
		const mediaId = typeof media_id === 'string' ? media_id : '';
		const draft = draftData(account).drafts.get(mediaId);
		const articles = draft?.articles ?? massData(account).news.get(mediaId);
		if (!articles) throw new ApiError(40007);
		return {
			content: { media_id: mediaId },
			articles: articles.map((article) => ({ ...article })),
			draftId: draft?.mediaId ?? null,
		};
	},
	wxcard() {
		throw new ApiError(45113);
	},
};

/**
 * Reads the message of a mass send or preview.
 *
 * @throws ApiError 40008 no sendable type, 47001 no object of that name, and what each type requires: 44004, 45002, 40007, 40215, 45113
 */
export function readMass(world: World, account: Account, json: Fields): MassContent {
	const { msgtype } = json;
	const reader =
		typeof msgtype === 'string' && Object.hasOwn(READERS, msgtype) ? READERS[msgtype] : undefined;
	if (typeof msgtype !== 'string' || !reader) throw new ApiError(40008);
	return { msgtype, ...reader(world, account, json) };
}

function objectOf(json: Fields, name: string): Fields {
	const value = json[name];
	if (!isRecord(value)) throw new ApiError(47001);
	return value;
}
