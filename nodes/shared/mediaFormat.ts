/** File formats that WeChat accepts somewhere. */
export type MediaFormat = 'jpg' | 'png' | 'gif' | 'bmp' | 'amr' | 'mp3' | 'wav' | 'wma' | 'mp4';

/** Common formats that WeChat accepts nowhere, so that the message can name the format of the file. */
export type ForeignFormat =
	| 'heic'
	| 'avif'
	| 'webp'
	| 'tiff'
	| 'mov'
	| '3gp'
	| 'avi'
	| 'mkv'
	| 'webm'
	| 'wmv'
	| 'm4a'
	| 'aac'
	| 'ogg'
	| 'flac'
	| 'silk'
	| 'pdf';

/** All formats recognized by content. */
export type Format = MediaFormat | ForeignFormat;

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
	jpg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	bmp: 'image/bmp',
	amr: 'audio/amr',
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	wma: 'audio/x-ms-wma',
	mp4: 'video/mp4',
	heic: 'image/heic',
	avif: 'image/avif',
	webp: 'image/webp',
	tiff: 'image/tiff',
	mov: 'video/quicktime',
	'3gp': 'video/3gpp',
	avi: 'video/x-msvideo',
	mkv: 'video/x-matroska',
	webm: 'video/webm',
	wmv: 'video/x-ms-wmv',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	ogg: 'audio/ogg',
	flac: 'audio/flac',
	silk: 'audio/silk',
	pdf: 'application/pdf',
};

const ASF_VIDEO_STREAM = Buffer.from('c0ef19bc4d5bcf11a8fd00805f5c442b', 'hex');
/** Known lengths of the second header of a BMP. */
const BMP_HEADERS = [12, 40, 52, 56, 64, 108, 124];
const HEAD_BYTES = 16_384;

const starts = (head: Buffer, hex: string) => head.subarray(0, hex.length / 2).toString('hex') === hex;
const textAt = (head: Buffer, offset: number, text: string) =>
	head.subarray(offset, offset + text.length).toString('latin1') === text;

/** Checked in order; the first match counts. */
const HEADS: readonly (readonly [Format, (head: Buffer) => boolean])[] = [
	['jpg', (head) => starts(head, 'ffd8ff')],
	['png', (head) => starts(head, '89504e470d0a1a0a')],
	['gif', (head) => textAt(head, 0, 'GIF87a') || textAt(head, 0, 'GIF89a')],
	['bmp', isBmp],
	['amr', (head) => textAt(head, 0, '#!AMR\n') || textAt(head, 0, '#!AMR-WB\n')],
	['wav', (head) => textAt(head, 0, 'RIFF') && textAt(head, 8, 'WAVE')],
	['wmv', (head) => isAsf(head) && head.includes(ASF_VIDEO_STREAM)],
	['wma', isAsf],
	['mp3', (head) => isId3(head) || isMp3Frame(head)],
	['webp', (head) => textAt(head, 0, 'RIFF') && textAt(head, 8, 'WEBP')],
	['avi', (head) => textAt(head, 0, 'RIFF') && textAt(head, 8, 'AVI ')],
	['tiff', (head) => starts(head, '49492a00') || starts(head, '4d4d002a')],
	['webm', (head) => starts(head, '1a45dfa3') && head.subarray(0, 64).includes('webm')],
	['mkv', (head) => starts(head, '1a45dfa3')],
	['aac', (head) => starts(head, 'fff1') || starts(head, 'fff9')],
	['ogg', (head) => textAt(head, 0, 'OggS')],
	['flac', (head) => textAt(head, 0, 'fLaC')],
	['silk', (head) => head.subarray(0, 16).includes('#!SILK_V3')],
	['pdf', (head) => textAt(head, 0, '%PDF-')],
];

/** The content type to declare for a format. */
export function contentTypeOf(format: Format): string {
	return CONTENT_TYPES[format];
}

/**
 * Detects the format of a file from its first bytes; names and declared types are often wrong. The patterns are longer than a few letters,
 * since a text may begin with any of those.
 *
 * @param bytes the file
 * @returns the format, undefined when unknown
 */
export function detectFormat(bytes: Buffer): Format | undefined {
	const head = bytes.subarray(0, HEAD_BYTES);
	return isoMediaFormat(head) ?? HEADS.find(([, fits]) => fits(head))?.[0];
}

/** Checks the file header, which has zeros where a text has letters, and the length of the second header. */
function isBmp(head: Buffer): boolean {
	return (
		textAt(head, 0, 'BM') &&
		head.length >= 18 &&
		head.readUInt32LE(6) === 0 &&
		BMP_HEADERS.includes(head.readUInt32LE(14))
	);
}

/** The container of WMA and WMV. */
function isAsf(head: Buffer): boolean {
	return starts(head, '3026b2758e66cf11');
}

/** A tag before the audio data: version 2 to 4, and a revision that is never 255. */
function isId3(head: Buffer): boolean {
	const [version = 0, revision = 0xff] = head.subarray(3);
	return textAt(head, 0, 'ID3') && version >= 2 && version <= 4 && revision !== 0xff;
}

/** Eleven set bits, then a valid version and layer III, then a valid bit rate and sampling rate. */
function isMp3Frame(head: Buffer): boolean {
	const [first = 0, second = 0, third = 0xff] = head;
	const synchronized = first === 0xff && (second & 0xe0) === 0xe0;
	const layerThree = (second & 0x18) !== 0x08 && (second & 0x06) === 0x02;
	return synchronized && layerThree && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}

const BOX_TYPE = 'ftyp';
/** Layout: length of the box, its type, brand, version, then the compatible brands. */
const BRAND_AT = 8;
const COMPATIBLE_AT = 16;

/** The brands of the formats based on MP4, four characters each. */
const BRANDS = {
	mp4: /^(iso[m2-9a]|mp4[12]|mp71|avc1|M4V.|dash|cmf[2cs]|f4v |MSNV|mmp4|ND[A-Z]{2})$/,
	mov: /^qt {2}$/,
	m4a: /^(M4[ABP] |F4[AB] )$/,
	'3gp': /^3g[2a-z]..?$/,
	avif: /^avi[fs]$/,
	heic: /^(hei[cmsx]|hev[cmsx]|mif[12]|msf1)$/,
} as const;

type IsoFormat = keyof typeof BRANDS;

const FORMATS = Object.keys(BRANDS) as IsoFormat[];

/**
 * Distinguishes the formats that are built like MP4 (ISO base media): videos, but also photos and recordings of phones.
 *
 * @param head the beginning of the file
 * @returns the format of its brand, else MP4 when it claims compatibility with it; undefined for others
 * @see https://mp4ra.org/registered-types/brands
 */
function isoMediaFormat(head: Buffer): IsoFormat | undefined {
	const text = (from: number, to: number) => head.subarray(from, to).toString('latin1');
	if (text(4, BRAND_AT) !== BOX_TYPE) return undefined;
	const brand = text(BRAND_AT, BRAND_AT + 4);
	const known = FORMATS.find((format) => BRANDS[format].test(brand));
	if (known) return known;
	const compatible = text(COMPATIBLE_AT, head.readUInt32BE(0)).match(/.{4}/gs) ?? [];
	return compatible.some((one) => BRANDS.mp4.test(one)) ? 'mp4' : undefined;
}

/** A file as its source described it. */
export interface DescribedFile {
	bytes: Buffer;
	/** Declared type; may be empty. */
	contentType: string;
	/** Without folders; the extension may be missing or wrong. */
	fileName: string;
}

const GENERIC = 'application/octet-stream';
const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
/** Further valid extensions of a format. */
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
/** Extensions that may be removed: not a year, a version or the end of a person's name. */
const ENDING = /\.([a-z]{2,4}|mp\d|3gpp?|3g2|m4[av]|7z)$/i;

/**
 * Determines type and name of a file. Its content decides if it is recognized, since names and declared types are often missing or wrong,
 * and the nodes that show or read files rely on them.
 *
 * @param file as described
 * @returns its content type, and its name with a matching extension
 */
export function identifyFile({ bytes, contentType, fileName }: DescribedFile): {
	contentType: string;
	fileName: string;
} {
	const format = detectFormat(bytes);
	if (format) return { contentType: contentTypeOf(format), fileName: withEnding(fileName, format) };
	const type = contentType.split(';')[0]?.trim() ?? '';
	const declared = TYPE.test(type) ? type : GENERIC;
	// E.g. `voice/speex`, the type of WeChat's high-quality recordings.
	const subtype = /^(?:image|audio|voice|video)\/([a-z0-9]+)$/i.exec(declared)?.[1]?.toLowerCase();
	const isBare = !fileName.includes('.');
	return { contentType: declared, fileName: isBare && subtype ? `${fileName}.${subtype}` : fileName };
}

function withEnding(fileName: string, format: Format): string {
	const [ending = '', letters = ''] = ENDING.exec(fileName) ?? [];
	if ([format, ...(ALIASES[format] ?? [])].includes(letters.toLowerCase() as Format)) return fileName;
	return `${fileName.slice(0, fileName.length - ending.length) || 'file'}.${format}`;
}
