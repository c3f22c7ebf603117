import { convertPicture } from '../../core/picture/convertPicture';
import { contentTypeOf, detectFormat } from './mediaFormat';
import { checkFileFormat, nameWithExtension, TEMPORARY_RULES } from './mediaRules';
import type { MessageFile } from './temporaryMedia';

const EXTENSION = /\.(?:webp|avif)$/i;

/**
 * Makes the file of an image message: WebP and AVIF, which many image models and web pages give, are converted; WeChat takes neither.
 *
 * @param bytes the picture
 * @param name its name
 * @returns a file whose picture is converted when it is needed
 * @throws InvalidInputError when WeChat does not accept the format, and it cannot be converted here
 */
export function messagePictureOf(bytes: Buffer, name: string): MessageFile {
	const rule = TEMPORARY_RULES.image;
	const found = detectFormat(bytes);
	if (found !== 'webp' && found !== 'avif') {
		const upload = { fieldName: 'media', bytes, ...checkFileFormat(bytes, name, rule) };
		return { bytes, prepare: async () => upload };
	}
	return {
		bytes,
		prepare: async () => {
			const made = await convertPicture(bytes, found, rule);
			const fileName = nameWithExtension(name.replace(EXTENSION, ''), made.format);
			return { fieldName: 'media', bytes: made.bytes, fileName, contentType: contentTypeOf(made.format) };
		},
	};
}
