import { InvalidInputError } from '../../core/errors/WechatErrors';
import { convertPicture } from '../../core/picture/convertPicture';
import { contentTypeOf, detectFormat } from './mediaFormat';
import { nameWithExtension, TEMPORARY_RULES } from './mediaRules';
import type { MessageFile } from './temporaryMedia';

/** More than enough for the thumbnail of a message on a phone. */
const MAX_WIDTH = 640;

/**
 * Makes a thumbnail of a picture: one that WeChat accepts stays unchanged, any other becomes a JPG that is small enough.
 *
 * @param bytes the picture
 * @param name its name
 * @returns a file whose picture is converted when it is needed
 * @throws InvalidInputError when it is not a picture, or cannot be converted here
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export function thumbnailOf(bytes: Buffer, name: string): MessageFile {
	const { maxBytes } = TEMPORARY_RULES.thumb;
	const found = detectFormat(bytes);
	const named = {
		fieldName: 'media',
		fileName: nameWithExtension(name, 'jpg'),
		contentType: contentTypeOf('jpg'),
	};
	switch (found) {
		case 'jpg':
		case 'png':
		case 'webp':
		case 'avif':
			return {
				bytes,
				prepare: async () =>
					found === 'jpg' && bytes.length <= maxBytes
						? { ...named, bytes }
						: {
								...named,
								bytes: (await convertPicture(bytes, found, { maxBytes, maxWidth: MAX_WIDTH, opaque: true }))
									.bytes,
							},
			};
		default:
			throw new InvalidInputError(
				'Thumbnail',
				`is ${found ? `a file in the format ${found.toUpperCase()}` : 'no picture'}; it must be JPG, PNG, WEBP or AVIF`,
				'Give a picture. The node cannot make one from a video: take a screenshot of it.',
			);
	}
}
