import type { IDataObject } from 'n8n-workflow';
import type { Upload } from '../../core/api/wire';
import { convertPicture } from '../../core/picture/convertPicture';
import { contentTypeOf, detectFormat } from './mediaFormat';
import { checkFileFormat, checkFileSize, type MediaRule, nameWithExtension } from './mediaRules';
import type { MessageFile, PreparedFile } from './temporaryMedia';

const PICTURE_ENDING = /\.(?:avif|jpe?g|png|webp)$/i;

/**
 * Checks a file against a rule. What WeChat accepts stays unchanged; a picture of a format or a size that it does
 * not accept is converted, if the rule says so.
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
				const upload = {
					fieldName: 'media',
					bytes: made.bytes,
					fileName,
					contentType: contentTypeOf(made.format),
				};
				return { upload, converted: { from: made.from, to: made.to } };
			},
		};
	}
	const described = checkFileFormat(bytes, name, rule);
	checkFileSize(bytes.length, rule);
	const upload: Upload = { fieldName: 'media', bytes, ...described };
	return { bytes, prepare: async () => ({ upload }) };
}

/** The form of a picture before and after, for outputs; empty when it was not converted. */
export function conversionOf({ converted }: Pick<PreparedFile, 'converted'>): { converted?: IDataObject } {
	return converted ? { converted: { from: { ...converted.from }, to: { ...converted.to } } } : {};
}
