import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { isRecord } from '../../isRecord';
import { findMiniprogram } from '../linkedMiniprogram';
import { isPublished } from '../article/isPublished';
import { checkMediaId } from '../media/checkMediaId';
import type { Button } from './menuData';

const MAX_BUTTONS = 3;
const MAX_SUB_BUTTONS = 5;
const MAX_KEY_BYTES = 128;
const MAX_URL_BYTES = 1024;

/** Errcodes for the two levels: buttons of the bar, and those below them. */
interface Level {
	nameBytes: number;
	type: number;
	name: number;
	key: number;
	url: number;
	domain: number;
	mediaId: number;
	withdrawn: number;
}

const TOP: Level = {
	nameBytes: 16,
	type: 40017,
	name: 40018,
	key: 40019,
	url: 40020,
	domain: 40055,
	mediaId: 40117,
	withdrawn: 40119,
};
const SUB: Level = {
	nameBytes: 60,
	type: 40024,
	name: 40025,
	key: 40026,
	url: 40027,
	domain: 40054,
	mediaId: 40118,
	withdrawn: 40120,
};

type Fields = Readonly<Record<string, unknown>>;
type Reader = (world: World, account: Account, fields: Fields, level: Level) => Partial<Button>;

const withKey: Reader = (_world, _account, { key }, level) => ({
	key: readText(key, MAX_KEY_BYTES, level.key),
});

const withArticle: Reader = (_world, account, { article_id }) => {
	if (!isPublished(account, article_id)) throw new ApiError(53600);
	return { article_id: String(article_id) };
};

/** What each type requires besides the name. */
const READERS: Readonly<Record<string, Reader>> = {
	click: withKey,
	scancode_push: withKey,
	scancode_waitmsg: withKey,
	pic_sysphoto: withKey,
	pic_photo_or_album: withKey,
	pic_weixin: withKey,
	location_select: withKey,
	view: (_world, _account, { url }, level) => ({ url: readUrl(url, level) }),
	media_id(world, account, { media_id }, level) {
		const id = readText(media_id, MAX_KEY_BYTES, level.mediaId);
		return { media_id: checkMediaId(world, account, id, ['image', 'voice', 'video']) };
	},
	article_id: withArticle,
	article_view_limited: withArticle,
	view_limited(_world, _account, _fields, level) {
		throw new ApiError(level.withdrawn);
	},
	miniprogram(_world, account, { url, appid, pagepath }, level) {
		const fallback = readUrl(url, level);
		if (!findMiniprogram(account, appid)) throw new ApiError(45064);
		return { url: fallback, appid: String(appid), pagepath: readText(pagepath, MAX_URL_BYTES, level.url) };
	},
};

/**
 * Reads and checks the buttons of a menu.
 *
 * @param list `button` of the body
 * @param noAct code for a button that does nothing: 40017 and 40024 are used when left out
 * @throws ApiError 40016 1–3 buttons, 40023 1–5 below, 40022 a third level, 40018/40025 name, 40017/40024 type, 40019/40026 key,
 *   40020/40027 and 40055/40054 url, 40117/40118 and 40007 media id, 40119/40120 withdrawn type, 45064 mini program, 53600 article
 */
export function readButtons(world: World, account: Account, list: unknown, noAct?: number): Button[] {
	if (!Array.isArray(list) || list.length === 0 || list.length > MAX_BUTTONS) throw new ApiError(40016);
	return list.map((entry: unknown) => readTop(world, account, entry, noAct));
}

function readTop(world: World, account: Account, entry: unknown, noAct?: number): Button {
	if (!isRecord(entry)) throw new ApiError(40016);
	const { sub_button: below } = entry;
	// menu/get prints an empty list below every button; sent back, it means none.
	if (below === undefined || (Array.isArray(below) && below.length === 0))
		return readLeaf(world, account, entry, TOP, noAct);
	const name = readText(entry.name, TOP.nameBytes, TOP.name);
	if (!Array.isArray(below) || below.length > MAX_SUB_BUTTONS) throw new ApiError(40023);
	const sub_button = below.map((sub: unknown) => {
		if (!isRecord(sub)) throw new ApiError(40023);
		if (Array.isArray(sub.sub_button) && sub.sub_button.length > 0) throw new ApiError(40022);
		return readLeaf(world, account, sub, SUB, noAct);
	});
	return { name, sub_button };
}

function readLeaf(world: World, account: Account, entry: Fields, level: Level, noAct?: number): Button {
	const name = readText(entry.name, level.nameBytes, level.name);
	const { type } = entry;
	if (type === undefined) throw new ApiError(noAct ?? level.type);
	const reader = typeof type === 'string' && Object.hasOwn(READERS, type) ? READERS[type] : undefined;
	if (typeof type !== 'string' || !reader) throw new ApiError(level.type);
	return { type, name, ...reader(world, account, entry, level) };
}

function readUrl(value: unknown, level: Level): string {
	const url = readText(value, MAX_URL_BYTES, level.url);
	if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) throw new ApiError(level.domain);
	return url;
}

function readText(value: unknown, maxBytes: number, wrong: number): string {
	if (typeof value !== 'string' || value === '' || Buffer.byteLength(value) > maxBytes)
		throw new ApiError(wrong);
	return value;
}
