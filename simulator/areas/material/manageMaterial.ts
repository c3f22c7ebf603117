import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { AccountCall, Answer } from '../Area';
import { isRecord } from '../../isRecord';
import { readMediaType } from '../media/fileRules';
import { giveFile, videoUrl } from '../media/giveFile';
import { checkFile, readUpload } from '../media/readUpload';
import { materialData, type Material, type News } from './materialData';

const MAX_PAGE = 20;

/**
 * `material/add_material`.
 *
 * @throws ApiError 40004 type, what uploads require, 41011 a video without title
 */
export async function addMaterial(call: AccountCall): Promise<JsonObject> {
	const { world, account, query } = call;
	const type = readMediaType(query.get('type'));
	if (!type) throw new ApiError(40004);
	const file = await readUpload(call);
	checkFile(file, type, 'permanent');
	const mediaId = world.ids.mediaId();
	const isImage = type === 'image' || type === 'thumb';
	const material: Material = {
		mediaId,
		type,
		name: file.fileName,
		extension: file.extension,
		base64: file.bytes.toString('base64'),
		updateTime: world.clock.nowSeconds(),
		url: isImage ? `http://mmbiz.qpic.cn/mmbiz_jpg/${world.ids.alphanumeric(64)}/0?wx_fmt=jpeg` : '',
		...(type === 'video'
			? readDescription(file.field('description') ?? query.get('description'))
			: { title: '', introduction: '' }),
	};
	materialData(account).files.set(mediaId, material);
	return { media_id: mediaId, url: type === 'image' ? material.url : undefined };
}

/**
 * `material/get_material`: bytes, or JSON for videos and news.
 *
 * @throws ApiError 40007
 */
export function getMaterial(call: AccountCall): Answer {
	const found = findMaterial(call.account, call.json.media_id);
	if ('articles' in found) return { news_item: found.articles.map((article) => ({ ...article })) };
	if (found.type !== 'video') return giveFile(found);
	const { title, introduction, mediaId } = found;
	return { title, description: introduction, down_url: videoUrl(call, mediaId) };
}

/**
 * `material/del_material`.
 *
 * @param used whether a menu uses the material
 * @throws ApiError 40007; 48005 in use
 */
export function deleteMaterial(account: Account, mediaId: unknown, used: (mediaId: string) => boolean): void {
	const found = findMaterial(account, mediaId);
	if (used(found.mediaId)) throw new ApiError(48005);
	const data = materialData(account);
	data.files.delete(found.mediaId);
	data.news.delete(found.mediaId);
}

/** `material/get_materialcount`. Thumbs count as images. */
export function countMaterial(account: Account): JsonObject {
	const { files, news } = materialData(account);
	const count = (fits: (material: Material) => boolean) => [...files.values()].filter(fits).length;
	return {
		voice_count: count(({ type }) => type === 'voice'),
		video_count: count(({ type }) => type === 'video'),
		image_count: count(isPicture),
		news_count: news.size,
	};
}

/**
 * `material/batchget_material`, newest first.
 *
 * @throws ApiError 40004 type, 40097 offset or count
 */
export function listMaterial(account: Account, json: Readonly<Record<string, unknown>>): JsonObject {
	const { type, offset, count } = json;
	const all = itemsOf(account, type);
	if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0) throw new ApiError(40097);
	if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MAX_PAGE)
		throw new ApiError(40097);
	const item = all.slice(offset, offset + count);
	return { total_count: all.length, item_count: item.length, item };
}

function itemsOf(account: Account, type: unknown): JsonObject[] {
	const { files, news } = materialData(account);
	if (type === 'news') return [...news.values()].reverse().map(showNews);
	if (type !== 'image' && type !== 'voice' && type !== 'video') throw new ApiError(40004);
	const fits = (material: Material) => (type === 'image' ? isPicture(material) : material.type === type);
	return [...files.values()]
		.filter(fits)
		.reverse()
		.map(({ mediaId, name, updateTime, url }) => ({
			media_id: mediaId,
			name,
			update_time: updateTime,
			url: url === '' ? undefined : url,
		}));
}

function showNews({ mediaId, updateTime, articles }: News): JsonObject {
	const news_item = articles.map((article) => ({ ...article }));
	return { media_id: mediaId, content: { news_item }, update_time: updateTime };
}

function isPicture({ type }: Material): boolean {
	return type === 'image' || type === 'thumb';
}

function findMaterial(account: Account, mediaId: unknown): Material | News {
	const { files, news } = materialData(account);
	const id = typeof mediaId === 'string' ? mediaId : '';
	const found = files.get(id) ?? news.get(id);
	if (!found) throw new ApiError(40007);
	return found;
}

function readDescription(text: string | null): { title: string; introduction: string } {
	if (text === null) throw new ApiError(41011);
	const value = parse(text);
	if (!isRecord(value) || typeof value.title !== 'string' || value.title === '') throw new ApiError(41011);
	return {
		title: value.title,
		introduction: typeof value.introduction === 'string' ? value.introduction : '',
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new ApiError(47001);
	}
}
