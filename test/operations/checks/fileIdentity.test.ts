import fc from 'fast-check';
import { identifyFile } from '../../../nodes/shared/mediaFormat';

const hex = (text: string) => Buffer.from(text, 'hex');
const JPG = hex('ffd8ffe000104a464946');
const PNG = hex('89504e470d0a1a0a');
const AMR = Buffer.from('#!AMR\n\u0000');
const MP4 = hex('00000018667479706d703432');
const WEBP = hex('524946460000000057454250565038');
const HEIC = hex('000000186674797068656963');
const M4A = hex('00000018667479704d344120');
const PDF = Buffer.from('%PDF-1.7\n');
const UNKNOWN = hex('0001020304');

test.each<[string, Buffer, string, string]>([
	['', PNG, 'image/png', 'a.png'],
	['application/octet-stream', JPG, 'image/jpeg', 'a.jpg'],
	['binary/octet-stream', MP4, 'video/mp4', 'a.mp4'],
	['text/plain', AMR, 'audio/amr', 'a.amr'],
	['image/jpg', JPG, 'image/jpeg', 'a.jpg'],
	['image/jpeg; charset=utf-8', PNG, 'image/png', 'a.png'],
	['image/png', WEBP, 'image/webp', 'a.webp'],
	['application/x-download', HEIC, 'image/heic', 'a.heic'],
	['video/mp4', M4A, 'audio/mp4', 'a.m4a'],
	['*/*', PDF, 'application/pdf', 'a.pdf'],
	['voice/speex', UNKNOWN, 'voice/speex', 'a.speex'],
	['application/zip; x=1', UNKNOWN, 'application/zip', 'a'],
	['', UNKNOWN, 'application/octet-stream', 'a'],
	[' ; charset=utf-8', UNKNOWN, 'application/octet-stream', 'a'],
])(
	'a file declared as %j gets the type and ending of its content %#',
	(contentType, bytes, type, fileName) => {
		expect(identifyFile({ bytes, contentType, fileName: 'a' })).toEqual({ contentType: type, fileName });
	},
);

test.each([
	['x', 'x.jpg'],
	['海报', '海报.jpg'],
	['photo.jpg', 'photo.jpg'],
	['photo.JPEG', 'photo.JPEG'],
	['photo.jfif', 'photo.jfif'],
	['photo.png', 'photo.jpg'],
	['photo.PNG', 'photo.jpg'],
	['photo.txt', 'photo.jpg'],
	['photo.bin', 'photo.jpg'],
	['photo.mp4', 'photo.jpg'],
	['.png', 'file.jpg'],
	['a.b.png', 'a.b.jpg'],
	['2026.11.28', '2026.11.28.jpg'],
	['poster-v1.2', 'poster-v1.2.jpg'],
	['photo.', 'photo..jpg'],
])('a JPG named %j is called %j', (fileName, expected) => {
	expect(identifyFile({ bytes: JPG, contentType: '', fileName }).fileName).toBe(expected);
});

test.each([
	[hex('00000014667479703367703400000000'), 'v.3gpp'],
	[hex('49492a00'), 'scan.tif'],
	[hex('4f67675300'), 'talk.opus'],
	[hex('00000018667479704d345620'), 'v.m4v'],
])('a rightful other ending of the same format is kept %#', (bytes, fileName) => {
	expect(identifyFile({ bytes, contentType: '', fileName }).fileName).toBe(fileName);
});

test('the name of a file that is not recognized keeps its ending, whatever is declared', () => {
	const file = { bytes: UNKNOWN, contentType: 'audio/amr', fileName: 'voice.silk2' };
	expect(identifyFile(file)).toEqual({ contentType: 'audio/amr', fileName: 'voice.silk2' });
});

test.each(['!!', 'image', 'image/', 'a b/c', 'undefined'])(
	'%j is no type that a file could have',
	(declared) => {
		const file = { bytes: UNKNOWN, contentType: declared, fileName: 'x' };
		expect(identifyFile(file)).toEqual({ contentType: 'application/octet-stream', fileName: 'x' });
	},
);

test('whatever the name: it ends as the content asks, and asking again changes nothing', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom(JPG, PNG, MP4, AMR),
			fc.string(),
			(name, bytes, type) => {
				const once = identifyFile({ bytes, contentType: type, fileName: name });
				expect(once.fileName).toMatch(/.\.(jpe?g?|jfif|png|mp4|m4v|amr|awb)$/is);
				expect(identifyFile({ bytes, ...once })).toEqual(once);
			},
		),
	);
});
