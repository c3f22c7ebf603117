import { contentTypeOf, detectFormat, type Format } from './mediaFormat';

/** A file as somebody else has described it. */
export interface DescribedFile {
	bytes: Buffer;
	/** As declared; empty when nothing was. */
	contentType: string;
	/** Without folders; possibly without extension, possibly with a wrong one. */
	fileName: string;
}

const GENERIC = 'application/octet-stream';
/** Further endings that files of a format rightly have. */
const ALIASES: Partial<Readonly<Record<Format, readonly string[]>>> = {
	jpg: ['jpeg', 'jpe', 'jfif'],
	mp4: ['m4v'],
	tiff: ['tif'],
	heic: ['heif'],
	mov: ['qt'],
	'3gp': ['3gpp', '3g2'],
	amr: ['awb'],
	ogg: ['oga', 'ogv', 'opus', 'spx'],
	bmp: ['dib'],
	wma: ['asf'],
};
/** What an ending looks like that may be taken off: not a year, a version or the end of a person's name. */
const ENDING = /\.([a-z]{2,4}|mp\d|3gpp?|3g2|m4[av]|7z)$/i;

/**
 * Says what a file is: its content decides wherever it is recognized, since names and declared types are often missing or
 * wrong, and nodes that show or read files go by them.
 *
 * @param file as it was described
 * @returns its content type, and its name with an ending that agrees
 */
export function identifyFile({ bytes, contentType, fileName }: DescribedFile): {
	contentType: string;
	fileName: string;
} {
	const format = detectFormat(bytes);
	if (format) return { contentType: contentTypeOf(format), fileName: withEnding(fileName, format) };
	const declared = contentType.split(';')[0]?.trim() || GENERIC;
	// E.g. `voice/speex`, which WeChat's better recordings are.
	const subtype = /^(?:image|audio|voice|video)\/([a-z0-9]+)$/i.exec(declared)?.[1]?.toLowerCase();
	const isBare = !fileName.includes('.');
	return { contentType: declared, fileName: isBare && subtype ? `${fileName}.${subtype}` : fileName };
}

function withEnding(fileName: string, format: Format): string {
	const [ending = '', letters = ''] = ENDING.exec(fileName) ?? [];
	if ([format, ...(ALIASES[format] ?? [])].includes(letters.toLowerCase() as Format)) return fileName;
	return `${fileName.slice(0, fileName.length - ending.length) || 'file'}.${format}`;
}
