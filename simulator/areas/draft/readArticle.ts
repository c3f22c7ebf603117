import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { commentSettings } from '../comment/commentSettings';
import { isRecord } from '../../isRecord';
import { materialData } from '../material/materialData';
import { draftData, type Article } from './draftData';
import { filterHtml, textOf } from './filterHtml';
import { readCrops } from './readCrops';

const MAX_ARTICLES = 8;
const MAX_TITLE = 32;
const MAX_AUTHOR = 16;
const MAX_DIGEST = 128;
const DEFAULT_DIGEST = 54;
const CONTENT_CHARACTERS = 20_000;
const CONTENT_BYTES = 1024 * 1024;
const MAX_URL_BYTES = 1024;
const MAX_PICTURES = 20;

/**
 * Reads the `articles` of `draft/add`.
 *
 * @throws ApiError 44003 no list, an empty one or one that holds no articles, 45008 more than 8, and what an article requires
 */
export function readArticles(world: World, account: Account, articles: unknown): Article[] {
	if (!Array.isArray(articles) || articles.length === 0) throw new ApiError(44003);
	if (articles.length > MAX_ARTICLES) throw new ApiError(45008);
	return articles.map((article: unknown) => readArticle(world, account, article, articles.length === 1));
}

/**
 * Reads one article.
 *
 * @param alone whether it is the draft's only one: only then it has a digest
 * @throws ApiError 44003 no object, 41011 no title, 45003, 45110, 45004, 44004 and 45166 content, 41039, 40007 picture,
 *   40215 pictures, 40097 switches and crops, 88000 comments without permission, 53405 product card
 */
export function readArticle(world: World, account: Account, article: unknown, alone: boolean): Article {
	if (!isRecord(article) || article.articles !== undefined) throw new ApiError(44003);
	const type = article.article_type ?? 'news';
	if (type !== 'news' && type !== 'newspic') throw new ApiError(40097);
	const content = readContent(account, article.content, type === 'newspic');
	const pictures = type === 'newspic' ? readPictures(account, article.image_info) : [];
	const [first] = pictures;
	const thumb = first ?? checkPicture(account, article.thumb_media_id);
	const comments = readSwitch(article.need_open_comment);
	if (comments === 1 && !commentSettings(account).permitted) throw new ApiError(88000);
	return {
		article_type: type,
		title: readTitle(article.title),
		author: readText(article.author, MAX_AUTHOR, 45110),
		digest: readDigest(article.digest, content, alone),
		content,
		content_source_url: readSourceUrl(article.content_source_url),
		thumb_media_id: thumb,
		show_cover_pic: 0,
		need_open_comment: comments,
		only_fans_can_comment: readSwitch(article.only_fans_can_comment),
		url: `http://mp.weixin.qq.com/s?tempkey=${world.ids.alphanumeric(32)}`,
		thumb_url: materialData(account).files.get(thumb)?.url ?? '',
		...(pictures.length > 0
			? { image_info: { image_list: pictures.map((id) => ({ image_media_id: id })) } }
			: {}),
		...readCrops(article, type),
		...readProduct(account, article.product_info),
	};
}

function readTitle(title: unknown): string {
	if (title === undefined || title === null || title === '') throw new ApiError(41011);
	return readText(title, MAX_TITLE, 45003);
}

function readDigest(digest: unknown, content: string, alone: boolean): string {
	const given = readText(digest, MAX_DIGEST, 45004);
	if (!alone) return '';
	return given === '' ? [...textOf(content)].slice(0, DEFAULT_DIGEST).join('') : given;
}

function readContent(account: Account, content: unknown, plain: boolean): string {
	if (content === undefined || content === null || content === '') {
		if (plain) return '';
		throw new ApiError(44004);
	}
	if (typeof content !== 'string') throw new ApiError(45166);
	const counted = draftData(account).contentCounts === 'html' ? content : textOf(content);
	if ([...counted].length >= CONTENT_CHARACTERS || Buffer.byteLength(content) >= CONTENT_BYTES)
		throw new ApiError(45166);
	return filterHtml(content);
}

function readSourceUrl(url: unknown): string {
	if (url === undefined || url === null || url === '') return '';
	if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || Buffer.byteLength(url) > MAX_URL_BYTES)
		throw new ApiError(41039);
	return url;
}

function readPictures(account: Account, info: unknown): string[] {
	const list: unknown = isRecord(info) ? info.image_list : undefined;
	if (!Array.isArray(list) || list.length === 0) throw new ApiError(40007);
	if (list.length > MAX_PICTURES) throw new ApiError(40215);
	return list.map((entry: unknown) =>
		checkPicture(account, isRecord(entry) ? entry.image_media_id : undefined),
	);
}

/** Covers and pictures are permanent material of the account. */
function checkPicture(account: Account, mediaId: unknown): string {
	const found = typeof mediaId === 'string' ? materialData(account).files.get(mediaId) : undefined;
	if (!found || (found.type !== 'image' && found.type !== 'thumb')) throw new ApiError(40007);
	return found.mediaId;
}

function readProduct(account: Account, info: unknown): Pick<Article, 'product_info'> {
	if (info === undefined || info === null) return {};
	const footer = isRecord(info) ? info.footer_product_info : undefined;
	const key = isRecord(footer) ? footer.product_key : undefined;
	if (typeof key !== 'string' || !draftData(account).productKeys.includes(key)) throw new ApiError(53405);
	return { product_info: { footer_product_info: { product_key: key } } };
}

function readText(value: unknown, max: number, tooLong: number): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw new ApiError(47001);
	if ([...value].length > max) throw new ApiError(tooLong);
	return value;
}

function readSwitch(value: unknown): number {
	if (value === undefined || value === null || value === 0 || value === '0' || value === false) return 0;
	if (value === 1 || value === '1' || value === true) return 1;
	throw new ApiError(40097);
}
