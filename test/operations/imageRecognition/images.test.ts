import { encodePng } from '../../../core/picture/codecs';
import { SAMPLES } from '../../core/picture/samplePictures';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { itemWithFile, NODE, runOperation } from '../support/runOperation';

const PNG = { fileName: 'card.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' };
const FILE = { imageSource: 'file', binaryPropertyName: 'data', imageUrl: '' };

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

test('a file goes out as the part img, with the ratios beside it', async () => {
	platform.answer(() => ({ json: { errcode: 0, results: [] } }));
	const { error } = await runOperation(platform.url, findOperation('imageRecognition', 'suggestCrop'), {
		params: { ...FILE, ratios: '2.35, 1' },
		input: [itemWithFile({}, PNG)],
	});
	expect(error).toBeUndefined();
	const sent = platform.received[0]?.body.toString('latin1');
	expect(sent).toContain('name="img"; filename="card.png"');
	expect(sent).toMatch(/name="ratios"\r\n\r\n2\.35,1\r\n/);
});

test('the ratios are in the form also beside an address, which is in the query', async () => {
	platform.answer(() => ({ json: { errcode: 0, results: [] } }));
	const { error } = await runOperation(platform.url, findOperation('imageRecognition', 'suggestCrop'));
	expect(error).toBeUndefined();
	const [sent] = platform.received;
	expect(sent?.query).toEqual({ img_url: 'https://example.com/image.jpg' });
	expect(sent?.contentType).toMatch(/^multipart\/form-data; boundary=/);
	expect(sent?.body.toString('latin1')).toMatch(
		/^--(\S+)\r\nContent-Disposition: form-data; name="ratios"\r\n\r\n2\.35,1\r\n--\1--\r\n$/,
	);
});

test.each(['number', 'id'])('the number of a bank card may come as %s', async (name) => {
	platform.answer(() => ({ json: { [name]: '6200000000000000000' } }));
	const { items } = await runOperation(platform.url, findOperation('imageRecognition', 'readBankCard'));
	expect(items(NODE)[0]?.json).toEqual({ [name]: '6200000000000000000' });
});

test.each([
	['2 MB', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(2 * 1024 * 1024)]), /limit here is 2\.0 MB/],
	['a text', Buffer.from('<html></html>'), /must be JPG, PNG, BMP, GIF, WEBP, AVIF/],
])('%s instead of an image is refused before any call', async (_name, bytes, refusal) => {
	platform.answer(() => ({ json: { errcode: 0 } }));
	const { error } = await runOperation(platform.url, findOperation('imageRecognition', 'readIdCard'), {
		params: FILE,
		input: [itemWithFile({}, { ...PNG, base64: bytes.toString('base64') })],
	});
	expect(error?.message).toMatch(refusal);
	expect(platform.received).toEqual([]);
});

const JPG_HEAD = Buffer.from('ffd8ff', 'hex');

test.each([
	['readIdCard', SAMPLES.webp],
	['readBankCard', SAMPLES.avif],
	['readDrivingLicense', SAMPLES.halfTransparentAvif],
	['readMenu', SAMPLES.webp],
])('%s takes WebP and AVIF, which become JPG or PNG', async (name, bytes) => {
	platform.answer(() => ({ json: { errcode: 0, id: '1', number: '1', content: '{}', id_num: '1' } }));
	const { error } = await runOperation(platform.url, findOperation('imageRecognition', name), {
		params: FILE,
		input: [itemWithFile({}, { ...PNG, fileName: 'card.webp', base64: bytes.toString('base64') })],
	});
	expect(error).toBeUndefined();
	expect(platform.received[0]?.body.toString('latin1')).toMatch(/name="img"; filename="card\.(jpg|png)"/);
});

test('a photo of 2 MB or more is made smaller where the result has no places', async () => {
	platform.answer(() => ({ json: { errcode: 0, id: '1' } }));
	const small = await encodePng({ data: new Uint8ClampedArray(16).fill(255), width: 2, height: 2 });
	const photo = Buffer.concat([small, Buffer.alloc(3 * 1024 * 1024)]);
	const { error } = await runOperation(platform.url, findOperation('imageRecognition', 'readIdCard'), {
		params: FILE,
		input: [itemWithFile({}, { ...PNG, base64: photo.toString('base64') })],
	});
	expect(error).toBeUndefined();
	expect(platform.received[0]?.body.includes(JPG_HEAD)).toBe(true);
});

test.each(['readPrint', 'scanCodes', 'suggestCrop', 'readBusinessLicense', 'readVehicleLicense'])(
	'%s, whose places would be those of another picture, refuses what WeChat does not read',
	async (name) => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		const operation = findOperation('imageRecognition', name);
		const refusals: [Buffer, string][] = [
			[SAMPLES.webp, 'File: is of the format WEBP; here it must be JPG, PNG, BMP, GIF'],
			[SAMPLES.avif, 'File: is of the format AVIF; here it must be JPG, PNG, BMP, GIF'],
			[
				Buffer.concat([Buffer.from(PNG.base64, 'base64'), Buffer.alloc(2 * 1024 * 1024)]),
				'File: has 2.1 MB, the limit here is 2.0 MB',
			],
		];
		for (const [bytes, message] of refusals) {
			const { error } = await runOperation(platform.url, operation, {
				params: { ...operation.sample.params, ...FILE },
				input: [itemWithFile({}, { ...PNG, base64: bytes.toString('base64') })],
			});
			expect(error?.message).toBe(message);
		}
		expect(platform.received).toEqual([]);
	},
);

test('the dishes of a menu come as objects, although WeChat gives a text', async () => {
	platform.answer(() => ({
		json: { errcode: 0, content: '{"menu_items":[{"name":"红烧肉","price":"38"}]}' },
	}));
	const { items } = await runOperation(platform.url, findOperation('imageRecognition', 'readMenu'));
	expect(items(NODE)[0]?.json).toEqual({ content: { menu_items: [{ name: '红烧肉', price: '38' }] } });
});

test.each(['0', 'wide', '1,1,1,1,1,1'])('ratios %j are refused before any call', async (ratios) => {
	platform.answer(() => ({ json: { errcode: 0 } }));
	const operation = findOperation('imageRecognition', 'suggestCrop');
	const params = { ...operation.sample.params, ratios };
	const { error } = await runOperation(platform.url, operation, { params });
	expect(error?.message).toContain('Ratios');
	expect(platform.received).toEqual([]);
});
