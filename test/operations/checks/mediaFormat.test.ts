import { detectFormat } from '../../../nodes/shared/mediaFormat';
import { checkFileSize } from '../../../nodes/shared/mediaRules';

/** The file type box of an MP4 relative: its own brand and those it is compatible with. */
const box = (brand: string, ...compatible: string[]) =>
	Buffer.concat([
		Buffer.from([0, 0, 0, 16 + 4 * compatible.length]),
		Buffer.from(`ftyp${brand}\0\0\0\0${compatible.join('')}`, 'latin1'),
		Buffer.alloc(8),
	]);
const bmp = Buffer.alloc(58);
bmp.write('BM');
bmp.writeUInt32LE(58, 2);
bmp.writeUInt32LE(54, 10);
bmp.writeUInt32LE(40, 14);
const asf = (stream: string) =>
	Buffer.from(`3026b2758e66cf11a6d900aa0062ce6c${'00'.repeat(20)}${stream}`, 'hex');

test.each([
	['ffd8ffe0', 'jpg'],
	['89504e470d0a1a0a', 'png'],
	['474946383961', 'gif'],
	['474946383761', 'gif'],
	['2321414d520a', 'amr'],
	['2321414d522d57420a', 'amr'],
	['524946460000000057415645', 'wav'],
	['3026b2758e66cf11', 'wma'],
	['00000018667479706d703432', 'mp4'],
	['494433030000', 'mp3'],
	['494433040000', 'mp3'],
	['fffb9064', 'mp3'],
	['fffa9064', 'mp3'],
	['fff3a4c4', 'mp3'],
	['ffe318c4', 'mp3'],
	['fff15080', 'aac'],
	['fff95080', 'aac'],
	['524946460000000057454250', 'webp'],
	['5249464600000000415649204c495354', 'avi'],
	['1a45dfa3', 'mkv'],
	['1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'webm'],
	['4f67675300', 'ogg'],
	['664c6143', 'flac'],
	['02232153494c4b5f5633', 'silk'],
	['232153494c4b5f5633', 'silk'],
	['49492a00', 'tiff'],
	['4d4d002a', 'tiff'],
	['255044462d312e37', 'pdf'],
	['', undefined],
])('detectFormat(%s) is %s', (hex, expected) => {
	expect(detectFormat(Buffer.from(hex, 'hex'))).toBe(expected);
});

test.each([
	['isom', [], 'mp4'],
	['iso2', [], 'mp4'],
	['iso6', [], 'mp4'],
	['mp41', [], 'mp4'],
	['mp42', ['isom'], 'mp4'],
	['avc1', [], 'mp4'],
	['M4V ', ['mp42'], 'mp4'],
	['M4VP', [], 'mp4'],
	['dash', [], 'mp4'],
	['XAVC', ['XAVC', 'mp42', 'iso2'], 'mp4'],
	['qt  ', [], 'mov'],
	['qt  ', ['mp42'], 'mov'],
	['M4A ', ['isom', 'mp42'], 'm4a'],
	['M4B ', [], 'm4a'],
	['3gp5', ['isom'], '3gp'],
	['3g2a', [], '3gp'],
	['heic', ['mif1'], 'heic'],
	['heix', [], 'heic'],
	['mif1', ['heic'], 'heic'],
	['msf1', [], 'heic'],
	['avif', ['mif1'], 'avif'],
	['wxyz', ['none'], undefined],
	['crx ', [], undefined],
])('a file with the brand %j, compatible with %j, is %s', (brand, compatible, expected) => {
	expect(detectFormat(box(brand, ...compatible))).toBe(expected);
});

test('a BMP is told by its header, not by two letters', () => {
	expect(detectFormat(Buffer.from('BM'.padEnd(17, '\0')))).toBeUndefined();
	expect(detectFormat(bmp)).toBe('bmp');
	const other = Buffer.from(bmp);
	other.writeUInt32LE(7, 14);
	expect(detectFormat(other)).toBeUndefined();
});

test('WMA is told from WMV, which has the same head, by the streams inside', () => {
	const audio = asf('409e69f84d5bcf11a8fd00805f5c442b');
	const video = asf('c0ef19bc4d5bcf11a8fd00805f5c442b');
	expect(detectFormat(audio)).toBe('wma');
	expect(detectFormat(Buffer.concat([audio, video]))).toBe('wmv');
});

test.each([
	'BMW cars are great, and this is long enough for a header',
	'GIF8 is no version',
	'#!AMR is a format of voices',
	'ID3 is a tag',
	'RIFF and WAVE are words',
	'\u0000\u0000\u0000ftyp',
	'{"errcode":40007}',
])('the text %j has no format', (text) => {
	expect(detectFormat(Buffer.from(text, 'utf8'))).toBeUndefined();
});

test.each(['Hello', '{"a":1}', '你好，世界'])('the text %j in UTF-16 has no format', (text) => {
	expect(detectFormat(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBeUndefined();
	expect(detectFormat(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBeUndefined();
});

test('every first bytes of an MPEG frame that no MP3 can have are refused', () => {
	// Layers I and II, the reserved version, and the reserved bit rate and sampling rate.
	for (const hex of ['ffff9064', 'fffd9064', 'ffeb9064', 'fffbf064', 'fffb9c64']) {
		expect(detectFormat(Buffer.from(hex, 'hex'))).toBeUndefined();
	}
});

test.each([1, 64, 1024])(
	'checkFileSize takes a file of a limit of %d KB, and refuses one byte more and none',
	(kb) => {
		const rule = { maxBytes: kb * 1024 };
		expect(() => checkFileSize(rule.maxBytes, rule)).not.toThrow();
		expect(() => checkFileSize(rule.maxBytes + 1, rule)).toThrow('the limit here is');
		expect(() => checkFileSize(0, rule)).toThrow('File: is empty');
	},
);
