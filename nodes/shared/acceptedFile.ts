import type { Upload } from '../../core/api/wire';
import { convertPicture } from '../../core/picture/convertPicture';
import { contentTypeOf, detectFormat } from './mediaFormat';
import { checkFileFormat, checkFileSize, type MediaRule, nameWithExtension } from './mediaRules';
import type { MessageFile } from './temporaryMedia';

const PICTURE_ENDING = /\.(?:avif|jpe?g|png|webp)$/i;

/**
 * Checks a file against a rule. What WeChat accepts stays unchanged; a picture that it does not accept is converted, if the rule says so.
 *
 * @param bytes the file
 * @param name its name; the extension may be missing or wrong
 * @param rule size and formats that WeChat accepts, and formats that are converted
 * @returns a file whose picture is converted when it is needed
 * @throws InvalidInputError naming limit or formats
 */
export function acceptedFile(bytes: Buffer, name: string, rule: MediaRule): MessageFile {
	const found = detectFormat(bytes);
	const isAccepted = rule.formats.some((format) => format === found) && bytes.length <= rule.maxBytes;
	const from = isAccepted ? undefined : rule.converted?.from.find((format) => format === found);
	if (from) {
		return {
			bytes,
			prepare: async () => {
				const made = await convertPicture(bytes, from, { ...rule.converted, maxBytes: rule.maxBytes });
				const fileName = nameWithExtension(name.replace(PICTURE_ENDING, ''), made.format);
				return { fieldName: 'media', bytes: made.bytes, fileName, contentType: contentTypeOf(made.format) };
			},
		};
	}
	const described = checkFileFormat(bytes, name, rule);
	checkFileSize(bytes.length, rule);
	const upload: Upload = { fieldName: 'media', bytes, ...described };
	return { bytes, prepare: async () => upload };
}
