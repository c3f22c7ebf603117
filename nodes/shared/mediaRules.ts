import { InvalidInputError } from '../../core/errors/WechatErrors';
import type { PictureTarget } from '../../core/picture/convertPicture';
import type { DecodedFormat } from '../../core/picture/pictureSize';
import { contentTypeOf, detectFormat, type MediaFormat } from './mediaFormat';

/** What WeChat accepts in one place. */
export interface MediaRule {
	maxBytes: number;
	formats: readonly MediaFormat[];
	/** Formats of pictures that are converted here, and the requirements for the result. */
	converted?: Omit<PictureTarget, 'maxBytes'> & { from: readonly DecodedFormat[] };
}

/** Kinds of media, by WeChat's names. */
export type MediaType = 'image' | 'voice' | 'video' | 'thumb';

const MB = 1024 * 1024;
/** Maximum size of any kind of media. */
export const MAX_MEDIA_BYTES = 10 * MB;
/** Maximum size of a picture that is made smaller here. */
export const MAX_SOURCE_BYTES = 25 * MB;
/** Maximum size of a recording. */
export const MAX_VOICE_BYTES = 2 * MB;

/** WebP and AVIF, which many image models and web pages give and WeChat accepts nowhere; JPG and PNG that are too large. */
const CONVERTED = { from: ['jpg', 'png', 'webp', 'avif'] } as const;
const THUMB: MediaRule = {
	maxBytes: 64 * 1024,
	formats: ['jpg'],
	// The width is more than enough for the thumbnail of a message on a phone.
	converted: { ...CONVERTED, maxWidth: 640, opaque: true },
};
const VIDEO: MediaRule = { maxBytes: MAX_MEDIA_BYTES, formats: ['mp4'] };

/**
 * Limits of temporary media.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export const TEMPORARY_RULES: Readonly<Record<MediaType, MediaRule>> = {
	image: { maxBytes: MAX_MEDIA_BYTES, formats: ['jpg', 'png', 'gif'], converted: CONVERTED },
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
	image: { maxBytes: MAX_MEDIA_BYTES, formats: ['jpg', 'png', 'gif', 'bmp'], converted: CONVERTED },
	voice: { maxBytes: MAX_VOICE_BYTES, formats: ['amr', 'mp3', 'wav', 'wma'] },
	video: VIDEO,
	thumb: THUMB,
};

/**
 * Limits of a picture inside an article.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_uploadimage.html
 */
export const ARTICLE_IMAGE_RULE: MediaRule = {
	maxBytes: MB - 1,
	formats: ['jpg', 'png'],
	converted: CONVERTED,
};

/** @returns the maximum size of a file that may still be made to fit */
export function maxSourceBytes({ maxBytes, converted }: MediaRule): number {
	return converted ? MAX_SOURCE_BYTES : maxBytes;
}

/**
 * Checks the size of a file, possibly before it is read into memory.
 *
 * @param bytes size
 * @throws InvalidInputError naming size and limit
 */
export function checkFileSize(bytes: number, rule: Pick<MediaRule, 'maxBytes'>): void {
	if (bytes === 0)
		throw new InvalidInputError('File', 'is empty', 'Check the node that should provide the file.');
	if (bytes <= rule.maxBytes) return;
	throw new InvalidInputError(
		'File',
		`has ${readableSize(bytes)}, the limit here is ${readableSize(rule.maxBytes)}`,
		'Make it smaller, or upload it as another kind of media.',
	);
}

/**
 * Checks the real format of a file and gives it a matching name: WeChat relies on the extension.
 *
 * @param bytes the file
 * @param fileName its name; the extension may be missing or wrong
 * @returns name and content type for the upload; the name keeps Chinese characters but no folders
 * @throws InvalidInputError naming the accepted formats
 */
export function checkFileFormat(
	bytes: Buffer,
	fileName: string,
	rule: MediaRule,
): { fileName: string; contentType: string } {
	const found = detectFormat(bytes);
	const format = rule.formats.find((accepted) => accepted === found);
	if (!format) {
		const taken = [...new Set([...rule.formats, ...(rule.converted?.from ?? [])])];
		throw new InvalidInputError(
			'File',
			`is of ${found ? `the format ${found.toUpperCase()}` : 'a format that WeChat does not know'}; here it must be ${taken.join(', ').toUpperCase()}`,
			'Convert it first. The content of the file decides, not its name.',
		);
	}
	return { fileName: nameWithExtension(fileName, format), contentType: contentTypeOf(format) };
}

/**
 * Gives a file a name that matches its format.
 *
 * @param fileName its name, possibly without extension; folders are removed
 * @param format its real format
 */
export function nameWithExtension(fileName: string, format: MediaFormat): string {
	const given = fileName.split(/[\\/]/).pop()?.trim() || 'file';
	// Thumbnails are accepted only as .jpg, pictures also as .jpeg.
	const name = format === 'jpg' ? given.replace(/\.jpeg$/i, '.jpg') : given;
	return name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`;
}

/** Prints a size, rounded up: a file above a limit never seems to be as large as the limit. */
export function readableSize(bytes: number): string {
	return bytes < MB
		? `${Math.ceil(bytes / 1024)} KB`
		: `${(Math.ceil((bytes / MB) * 10) / 10).toFixed(1)} MB`;
}
