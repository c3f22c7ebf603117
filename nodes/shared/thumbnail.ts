import { InvalidInputError } from '../../core/errors/WechatErrors';
import { acceptedFile } from './acceptedFile';
import { detectFormat } from './mediaFormat';
import { TEMPORARY_RULES } from './mediaRules';
import type { MessageFile } from './temporaryMedia';

/**
 * Makes the thumbnail of a message from a picture: one that WeChat accepts stays unchanged, any other becomes a JPG that is small enough.
 *
 * @param bytes the picture
 * @param name its name
 * @returns a file whose picture is converted when it is needed
 * @throws InvalidInputError when it is not a picture, or cannot be converted here
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export function thumbnailOf(bytes: Buffer, name: string): MessageFile {
	const rule = TEMPORARY_RULES.thumb;
	const found = detectFormat(bytes);
	if (rule.converted?.from.some((format) => format === found)) return acceptedFile(bytes, name, rule);
	throw new InvalidInputError(
		'Thumbnail',
		`is ${found ? `a file in the format ${found.toUpperCase()}` : 'no picture'}; it must be JPG, PNG, WEBP or AVIF`,
		'Give a picture. The node cannot make one from a video: take a screenshot of it.',
	);
}
