import { apiOf, type AccountApi } from '../support/apiOf';
import { startPlatform, type Platform } from '../support/platform';
import { fileOf, uploadFile } from '../support/uploadFile';

const CALLS = [
	['ocr/idcard', 'name'],
	['ocr/bankcard', 'number'],
	['ocr/driving', 'plate_num'],
	['ocr/drivinglicense', 'id_num'],
	['ocr/bizlicense', 'enterprise_name'],
	['ocr/comm', 'items'],
	['ocr/menu', 'content'],
	['img/qrcode', 'code_results'],
	['img/aicrop', 'results'],
] as const;
const ADDRESS = encodeURIComponent('https://example.com/a.jpg');

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const upload = (name: string, bytes = Buffer.from('x'), fields: Record<string, string> = {}) =>
	uploadFile(platform, api, `/cv/${name}`, { part: 'img', fileName: 'a.jpg', bytes, fields });
const byAddress = async (name: string, address = ADDRESS) =>
	(await api.post(`/cv/${name}?img_url=${address}`, {})).json;

describe.each(CALLS)('/cv/%s', (name, field) => {
	it('reads a picture from a form or from an address', async () => {
		expect(await upload(name)).toMatchObject({ errcode: 0, [field]: expect.anything() });
		expect(await byAddress(name)).toMatchObject({ errcode: 0, [field]: expect.anything() });
	});

	it('refuses bad addresses, large pictures, no picture, and finds nothing where nothing is', async () => {
		expect(await byAddress(name, 'ftp%3A%2F%2Fexample.com')).toMatchObject({ errcode: 101000 });
		expect(await upload(name, fileOf(2 * 1024 * 1024))).toMatchObject({ errcode: 101002 });
		expect(await api.code(`/cv/${name}`, {})).toBe(41005);
		await platform.simulator.control.area('imageRecognition', 'result', { name, result: null });
		expect(await upload(name)).toMatchObject({ errcode: 101001 });
		await platform.simulator.control.area('imageRecognition', 'result', { name, result: { found: 1 } });
		expect(await upload(name)).toEqual({ errcode: 0, errmsg: 'ok', found: 1 });
	});

	it('answers 48001 without certification', async () => {
		const { appid } = platform.account;
		await platform.simulator.control.account({ appid, kind: 'service-uncertified' });
		expect(await byAddress(name)).toMatchObject({ errcode: 48001 });
	});
});

it('aicrop gives one crop for each of up to five ratios', async () => {
	expect((await upload('img/aicrop', undefined, { ratios: '2.35,1' })).results).toHaveLength(2);
	expect(await upload('img/aicrop', undefined, { ratios: '1,1,1,1,1,1' })).toMatchObject({ errcode: 40097 });
	expect(await upload('img/aicrop', undefined, { ratios: 'x' })).toMatchObject({ errcode: 40097 });
});

it('aicrop reads the ratios from the form also for an address', async () => {
	const form = new FormData();
	form.set('ratios', '2.35,1');
	const { headers, bytes } = await encodeForm(form);
	const url = `/cv/img/aicrop?img_url=${ADDRESS}&access_token=${api.token}`;
	const { data } = await platform.http.post<string>(url, bytes, { headers });
	expect((JSON.parse(data) as { results: unknown }).results).toHaveLength(2);
	expect((await byAddress('img/aicrop', `${ADDRESS}&ratios=2.35,1`)).results).toHaveLength(1);
});

it('the 101st call of a day is refused (45009), of the menu it is not', async () => {
	for (let count = 0; count < 100; count++) await byAddress('ocr/comm');
	expect(await byAddress('ocr/comm')).toMatchObject({ errcode: 45009 });
	for (let count = 0; count < 101; count++) await byAddress('ocr/menu');
	expect(await byAddress('ocr/menu')).toMatchObject({ errcode: 0 });
});

async function encodeForm(form: FormData) {
	const encoded = new Response(form);
	const type = encoded.headers.get('content-type') ?? '';
	return { headers: { 'content-type': type }, bytes: Buffer.from(await encoded.arrayBuffer()) };
}
