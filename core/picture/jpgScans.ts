const END = 0xd9;
const SCAN = 0xda;

/**
 * Counts the scans of a JPG, each of which goes through the whole picture when it is decoded, and may have no more than some bytes.
 *
 * @param bytes the file
 * @param start where the header of its frame begins
 * @param most to count
 * @returns at most one more than `most`
 */
export function jpgScans(bytes: Buffer, start: number, most: number): number {
	let scans = 0;
	let at = bytes.indexOf(0xff, start);
	while (at >= 0 && at + 1 < bytes.length && scans <= most) {
		const marker = bytes.readUInt8(at + 1);
		if (marker === END) break;
		if (marker === SCAN) scans++;
		at = bytes.indexOf(0xff, at + lengthOf(bytes, at, marker));
	}
	return scans;
}

/** How far a marker and its segment reach; what is no marker but a part of the content, or a byte before one, has no segment. */
function lengthOf(bytes: Buffer, at: number, marker: number): number {
	if (marker === 0xff) return 1;
	const isBare = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
	return isBare || at + 4 > bytes.length ? 2 : 2 + bytes.readUInt16BE(at + 2);
}
