/** File formats that the platform accepts somewhere. */
export type MediaFormat = 'jpg' | 'png' | 'gif' | 'bmp' | 'amr' | 'mp3' | 'wav' | 'wma' | 'mp4';

const CONTENT_TYPES: Readonly<Record<MediaFormat, string>> = {
	jpg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	bmp: 'image/bmp',
	amr: 'audio/amr',
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	wma: 'audio/x-ms-wma',
	mp4: 'video/mp4',
};

/** The content type to declare for a format. */
export function contentTypeOf(format: MediaFormat): string {
	return CONTENT_TYPES[format];
}

/**
 * Finds out what a file is from its first bytes; names and declared types are often wrong.
 *
 * @param bytes the file, or at least its first 16 bytes
 * @returns the format, or undefined for anything the platform accepts nowhere
 */
export function detectFormat(bytes: Buffer): MediaFormat | undefined {
	const starts = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
	const textAt = (offset: number, text: string) =>
		bytes.subarray(offset, offset + text.length).toString('latin1') === text;
	if (starts('ffd8ff')) return 'jpg';
	if (starts('89504e470d0a1a0a')) return 'png';
	if (textAt(0, 'GIF8')) return 'gif';
	if (textAt(0, 'BM')) return 'bmp';
	if (textAt(0, '#!AMR')) return 'amr';
	if (textAt(0, 'RIFF') && textAt(8, 'WAVE')) return 'wav';
	if (starts('3026b2758e66cf11')) return 'wma';
	if (textAt(4, 'ftyp')) return 'mp4';
	if (textAt(0, 'ID3') || isMpegAudioFrame(bytes)) return 'mp3';
	return undefined;
}

/** Eleven set bits, then a version and a layer that exist: layer 0 would be AAC. */
function isMpegAudioFrame(bytes: Buffer): boolean {
	const [first = 0, second = 0] = bytes;
	return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 && (second & 0x18) !== 0x08;
}
