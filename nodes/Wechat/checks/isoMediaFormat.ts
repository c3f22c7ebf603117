const BOX_TYPE = 'ftyp';
/** Bytes: length of the box, its type, brand, version, then the compatible brands. */
const BRAND_AT = 8;
const COMPATIBLE_AT = 16;

/** The brands of each relative of MP4, four characters each. */
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
 * Tells the files apart that are built like an MP4 (ISO base media): videos, but also the photos and sounds of phones.
 *
 * @param head the beginning of the file
 * @returns the format that its brand stands for, else MP4 when it says that it is compatible with it; undefined for others
 * @see https://mp4ra.org/registered-types/brands
 */
export function isoMediaFormat(head: Buffer): IsoFormat | undefined {
	const text = (from: number, to: number) => head.subarray(from, to).toString('latin1');
	if (text(4, BRAND_AT) !== BOX_TYPE) return undefined;
	const brand = text(BRAND_AT, BRAND_AT + 4);
	const known = FORMATS.find((format) => BRANDS[format].test(brand));
	if (known) return known;
	const compatible = text(COMPATIBLE_AT, head.readUInt32BE(0)).match(/.{4}/gs) ?? [];
	return compatible.some((one) => BRANDS.mp4.test(one)) ? 'mp4' : undefined;
}
