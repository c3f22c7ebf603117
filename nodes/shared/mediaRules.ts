import { InvalidInputError } from '../../core/errors/WechatErrors';
import { contentTypeOf, detectFormat, type MediaFormat } from './mediaFormat';

/** What the platform accepts in one place. */
export interface MediaRule {
	maxBytes: number;
	formats: readonly MediaFormat[];
}

/** Kinds of media, as the platform names them. */
export type MediaType = 'image' | 'voice' | 'video' | 'thumb';

const MB = 1024 * 1024;
/** The largest that any kind of media may be. */
export const MAX_MEDIA_BYTES = 10 * MB;
/** The largest that a recording may be. */
export const MAX_VOICE_BYTES = 2 * MB;

const THUMB: MediaRule = { maxBytes: 64 * 1024, formats: ['jpg'] };
const VIDEO: MediaRule = { maxBytes: MAX_MEDIA_BYTES, formats: ['mp4'] };

/**
 * Limits of temporary media.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export const TEMPORARY_RULES: Readonly<Record<MediaType, MediaRule>> = {
	image: { maxBytes: MAX_MEDIA_BYTES, formats: ['jpg', 'png', 'gif'] },
	voice: { maxBytes: MAX_VOICE_BYTES, formats: ['amr', 'mp3'] },
	video: VIDEO,
	thumb: THUMB,
};

/**
 * Limits of permanent material.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_addmaterial.html
 */
export const PERMANENT_RULES: Readonly<Record<MediaType, MediaRule>> = {
	image: { maxBytes: MAX_MEDIA_BYTES, formats: ['jpg', 'png', 'gif', 'bmp'] },
	voice: { maxBytes: MAX_VOICE_BYTES, formats: ['amr', 'mp3', 'wav', 'wma'] },
	video: VIDEO,
	thumb: THUMB,
};

/**
 * Limits of a picture inside an article.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_uploadimage.html
 */
export const ARTICLE_IMAGE_RULE: MediaRule = { maxBytes: MB - 1, formats: ['jpg', 'png'] };

/**
 * Checks the size of a file, also before it is read into memory.
 *
 * @param bytes its length
 * @throws InvalidInputError naming size and limit
 */
export function checkFileSize(bytes: number, rule: Pick<MediaRule, 'maxBytes'>): void {
	if (bytes === 0)
		throw new InvalidInputError('File', 'is empty', 'Check the node that should give the file.');
	if (bytes <= rule.maxBytes) return;
	throw new InvalidInputError(
		'File',
		`has ${readableSize(bytes)}, the limit here is ${readableSize(rule.maxBytes)}`,
		'Make it smaller, or upload it as another kind of media.',
	);
}

/**
 * Checks what a file really is and gives it a name that agrees: the platform goes by the extension.
 *
 * @param bytes the file
 * @param fileName its name, possibly without extension, possibly with a wrong one
 * @returns name and content type for the upload; the name keeps Chinese characters and loses folders
 * @throws InvalidInputError naming the formats that are accepted
 */
export function checkFileFormat(
	bytes: Buffer,
	fileName: string,
	rule: MediaRule,
): { fileName: string; contentType: string } {
	const found = detectFormat(bytes);
	const format = rule.formats.find((accepted) => accepted === found);
	if (!format) {
		throw new InvalidInputError(
			'File',
			`is of ${found ? `the format ${found.toUpperCase()}` : 'a format that WeChat does not know'}; here it must be ${rule.formats.join(', ').toUpperCase()}`,
			'Convert it first. The content of the file decides, not its name.',
		);
	}
	return { fileName: nameWithExtension(fileName, format), contentType: contentTypeOf(format) };
}

/**
 * Gives a file a name that agrees with its format.
 *
 * @param fileName its name, possibly without extension; loses folders
 * @param format what it really is
 */
export function nameWithExtension(fileName: string, format: MediaFormat): string {
	const given = fileName.split(/[\\/]/).pop()?.trim() || 'file';
	// Thumbnails are taken as .jpg only, pictures as both.
	const name = format === 'jpg' ? given.replace(/\.jpeg$/i, '.jpg') : given;
	return name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`;
}

function readableSize(bytes: number): string {
	return bytes < MB
		? `${Math.ceil(bytes / 1024)} KB`
		: `${(Math.ceil((bytes / MB) * 10) / 10).toFixed(1)} MB`;
}
