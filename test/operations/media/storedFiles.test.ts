import { readdirSync, rmSync } from 'node:fs';
import { Container } from '@n8n/di';
import type { IBinaryData } from 'n8n-workflow';
import { core } from '../../nodes/harness/host';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');
const BIG = 30 * 1024 * 1024;

let platform: CannedPlatform;
let store: InstanceType<typeof core.BinaryDataService>;
/** Until it is started, n8n's store keeps files inside the items; now it keeps them on disk, as every real n8n does. */
beforeAll(async () => {
	store = Container.get(core.BinaryDataService);
	await store.init();
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const uploadOf = async (file: IBinaryData, binaryPropertyName = 'data') => {
	platform.answer(() => ({ json: { media_id: 'UPLOADED' } }));
	return await runOperation(platform.url, findOperation('media', 'upload'), {
		params: { mediaType: 'image', binaryPropertyName, options: {} },
		input: [{ json: {}, binary: { data: file } }],
	});
};
const keep = async (bytes: Buffer, file: Partial<IBinaryData> = {}) =>
	await store.store({ type: 'execution', workflowId: 'W', executionId: 'E' }, bytes, {
		data: '',
		mimeType: 'image/jpeg',
		...file,
	});

test('a downloaded file is kept on disk, and can be uploaded from there under its Chinese name', async () => {
	const disposition = `attachment; filename="${Buffer.from('海报.jpg').toString('latin1')}"`;
	platform.answer(() => ({
		bytes: JPG,
		headers: { 'content-type': 'image/jpeg', 'content-disposition': disposition },
	}));
	const downloaded = await runOperation(platform.url, findOperation('media', 'download'), {
		params: { mediaId: 'MEDIA', fetchVideo: true, outputField: 'data' },
	});
	const file = downloaded.items(NODE)[0]?.binary?.data as IBinaryData;
	expect(file).toMatchObject({ data: 'filesystem-v2', fileName: '海报.jpg', mimeType: 'image/jpeg' });
	expect(await store.getAsBuffer(file)).toEqual(JPG);
	expect(downloaded.items(NODE)[0]?.json).toMatchObject({ fileName: '海报.jpg', fileSize: JPG.length });

	for (const field of ['data', '={{ $binary.data }}']) {
		const { error, items } = await uploadOf(file, field);
		expect(error).toBeUndefined();
		expect(items(NODE)[0]?.json).toEqual({ media_id: 'UPLOADED' });
		const body = platform.received[0]?.body ?? Buffer.alloc(0);
		expect(body.includes('filename="海报.jpg"')).toBe(true);
		expect(body.includes(JPG)).toBe(true);
	}
});

test('a file that is too large is refused without being read from disk', async () => {
	const file = await keep(Buffer.alloc(BIG), { fileName: 'big.jpg' });
	const read = jest.spyOn(store, 'getAsBuffer');
	const { error } = await uploadOf(file);
	expect(error?.message).toBe('File: has 30.0 MB, the limit here is 25.0 MB');
	expect(read).not.toHaveBeenCalled();
	expect(platform.received).toEqual([]);
	read.mockRestore();
});

test('a file that has been deleted from disk is an error that names no path, and nothing is sent', async () => {
	const file = await keep(JPG, { fileName: 'gone.jpg' });
	const path = store.getPath(String(file.id));
	rmSync(path);
	const { error } = await uploadOf(file);
	expect(error).toBeDefined();
	expect(`${error?.message}`).not.toContain(path);
	expect(platform.received).toEqual([]);
});

test('the files lie in the folder of the harness', async () => {
	const file = await keep(JPG);
	const root = process.env.N8N_USER_FOLDER ?? '';
	expect(root).not.toBe('');
	expect(store.getPath(String(file.id)).startsWith(root)).toBe(true);
	expect(readdirSync(root).length).toBeGreaterThan(0);
});
