import { Container } from '@n8n/di';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { sceneOf } from '../../../nodes/Wechat/resources/qrCode/create';
import { core } from '../../nodes/harness/host';
import { type CannedAnswer, type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');

test.each([
	['text', 'poster', false, 'QR_STR_SCENE', { scene_str: 'poster' }],
	['text', '7', true, 'QR_LIMIT_STR_SCENE', { scene_str: '7' }],
	['text', 'qrscene_poster', false, 'QR_STR_SCENE', { scene_str: 'poster' }],
	['text', 'qrscene_', false, 'QR_STR_SCENE', { scene_str: 'qrscene_' }],
	['number', 'qrscene_7', true, 'QR_LIMIT_SCENE', { scene_id: 7 }],
	['number', '7', false, 'QR_SCENE', { scene_id: 7 }],
	['number', 4_294_967_295, false, 'QR_SCENE', { scene_id: 4_294_967_295 }],
	['number', '100000', true, 'QR_LIMIT_SCENE', { scene_id: 100_000 }],
])('sceneOf(%s, %s, permanent %s) is %s', (type, value, permanent, action, scene) => {
	expect(sceneOf(type, value, permanent)).toEqual({ action, scene });
});

test.each([
	['text', '', false, 'Scene: is empty'],
	['text', '字'.repeat(65), false, 'Scene: has 65 characters, the limit is 64'],
	['number', '0', false, 'Scene: must be a whole number from 1 to 4294967295'],
	['number', '4294967296', false, 'Scene: must be a whole number from 1 to 4294967295'],
	['number', '100001', true, 'Scene: must be a whole number from 1 to 100000'],
	['number', '1.5', false, 'Scene: must be a whole number'],
	['number', 'poster', false, 'Scene: must be a whole number'],
	['other', 'poster', false, 'Scene Type: is neither Text nor Number'],
])('sceneOf(%s, %s, permanent %s) is refused', (type, value, permanent, message) => {
	expect(() => sceneOf(type, value, permanent)).toThrow(InvalidInputError);
	expect(() => sceneOf(type, value, permanent)).toThrow(message);
});

describe('through n8n', () => {
	let platform: CannedPlatform;
	beforeAll(async () => {
		platform = await startCannedPlatform();
	});
	afterAll(async () => await platform.close());

	test('qrCode → create of a permanent code sends no expiry', async () => {
		platform.answer(() => ({ json: { ticket: 'T', url: 'http://weixin.qq.com/q/1' } }));
		await runOperation(platform.url, findOperation('qrCode', 'create'), {
			params: { lifetime: 'permanent', sceneType: 'number', scene: '42' },
		});
		expect(JSON.parse(String(platform.received[0]?.body))).toEqual({
			action_name: 'QR_LIMIT_SCENE',
			action_info: { scene: { scene_id: 42 } },
		});
	});

	test('qrCode → create brings the picture along when asked to, fetched without a token', async () => {
		platform.answer(({ path }) =>
			path === '/cgi-bin/qrcode/create'
				? { json: { ticket: 'T+/=', expire_seconds: 60, url: 'http://weixin.qq.com/q/1' } }
				: { bytes: JPG, headers: { 'content-type': 'image/jpg' } },
		);
		const { items } = await runOperation(platform.url, findOperation('qrCode', 'create'), {
			params: { sceneType: 'text', scene: 'a', downloadImage: true, outputField: 'code' },
		});
		expect(items(NODE)[0]?.json).toMatchObject({ ticket: 'T+/=', fileName: 'qrcode.jpg' });
		expect(items(NODE)[0]?.binary?.code?.data).toBe(JPG.toString('base64'));
		expect(platform.received[1]).toMatchObject({ query: { ticket: 'T+/=' }, accessToken: undefined });
	});

	test.each<[string, CannedAnswer, string]>([
		[
			'is not there',
			{ bytes: Buffer.from('gone'), headers: {}, status: 404 },
			'Ticket: is unknown to WeChat',
		],
		['is a text', { bytes: Buffer.from('Bad gateway'), headers: { 'content-type': 'text/plain' } }, 'text'],
		['is a video', { bytes: MP4, headers: { 'content-type': 'video/mp4' } }, 'not an image'],
		['is refused', { json: { errcode: 40001, errmsg: 'no' } }, '40001'],
		['is larger than 10 MB', { bytes: Buffer.concat([JPG, Buffer.alloc(10_485_760)]), headers: {} }, '10 MB'],
	])('qrCode → create keeps the new code when its picture %s', async (_name, picture, reason) => {
		const code = { ticket: 'T', expire_seconds: 60, url: 'http://weixin.qq.com/q/1' };
		platform.answer(({ path }) => (path === '/cgi-bin/qrcode/create' ? { json: code } : picture));
		const { items, error } = await runOperation(platform.url, findOperation('qrCode', 'create'), {
			params: { sceneType: 'text', scene: 'a', downloadImage: true, outputField: 'code' },
		});
		expect(error).toBeUndefined();
		const [item] = items(NODE);
		expect(item?.json).toMatchObject({
			...code,
			image: { problem: expect.stringContaining(reason) as string },
		});
		expect(item?.binary).toBeUndefined();
		expect(platform.received.filter(({ path }) => path === '/cgi-bin/qrcode/create')).toHaveLength(1);
	});

	test('qrCode → create keeps the new code when n8n cannot store its picture', async () => {
		platform.answer(({ path }) =>
			path === '/cgi-bin/qrcode/create'
				? { json: { ticket: 'T' } }
				: { bytes: JPG, headers: { 'content-type': 'image/jpg' } },
		);
		const store = jest
			.spyOn(Container.get(core.BinaryDataService), 'store')
			.mockRejectedValue(new Error('ENOSPC: no space left on device'));
		const { items, error } = await runOperation(platform.url, findOperation('qrCode', 'create'), {
			params: { sceneType: 'text', scene: 'a', downloadImage: true, outputField: 'code' },
		});
		store.mockRestore();
		expect(error).toBeUndefined();
		expect(items(NODE)[0]?.json).toEqual({
			ticket: 'T',
			image: { problem: expect.stringContaining('ENOSPC') as string },
		});
	});

	test.each(['', 'application/octet-stream', 'text/plain'])(
		'qrCode → downloadImage recognizes the picture that is declared as %j',
		async (type) => {
			platform.answer(() => ({ bytes: JPG, headers: { 'content-type': type } }));
			const { items, error } = await runOperation(platform.url, findOperation('qrCode', 'downloadImage'));
			expect(error).toBeUndefined();
			expect(items(NODE)[0]?.json).toMatchObject({ fileName: 'qrcode.jpg', mimeType: 'image/jpeg' });
		},
	);

	test.each(['image/jpg', 'text/plain'])(
		'qrCode → downloadImage never saves a text of type %s',
		async (type) => {
			platform.answer(() => ({ bytes: Buffer.from('Bad gateway'), headers: { 'content-type': type } }));
			const { error, items } = await runOperation(platform.url, findOperation('qrCode', 'downloadImage'));
			expect(error?.message).toBe('Result unknown: the response is text instead of a file');
			expect(items(NODE)).toEqual([]);
		},
	);

	test('qrCode → downloadImage says that the ticket is unknown when WeChat has no picture', async () => {
		platform.answer(() => ({ bytes: Buffer.from('<html>'), headers: {}, status: 404 }));
		const { error } = await runOperation(platform.url, findOperation('qrCode', 'downloadImage'));
		expect(error?.message).toBe('Ticket: is unknown to WeChat or has expired');
		expect(platform.received).toHaveLength(1);
	});
});
