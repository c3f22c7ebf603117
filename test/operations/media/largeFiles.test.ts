import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const MB = 1024 * 1024;
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');
const MP4 = Buffer.from('00000018667479706d703432', 'hex');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const sized = (head: Buffer, bytes: number) => Buffer.concat([head, Buffer.alloc(bytes - head.length)]);

/** How each operation gets to its file: what is answered on the way, and how large the file may be. */
const DOWNLOADS: [string, string, IDataObject, number, Buffer, (path: string) => object | undefined][] = [
	['media', 'download', { mediaId: 'M', fetchVideo: true, outputField: 'data' }, 10, JPG, () => undefined],
	[
		'media',
		'download',
		{ mediaId: 'M', fetchVideo: true, outputField: 'data' },
		10,
		MP4,
		(path) => (path === '/cgi-bin/media/get' ? { video_url: `${platform.url}/v.mp4` } : undefined),
	],
	['media', 'downloadVoice', { mediaId: 'M', outputField: 'data' }, 2, JPG, () => undefined],
	['material', 'get', { mediaId: 'M', fetchVideo: true, outputField: 'data' }, 10, JPG, () => undefined],
	['qrCode', 'downloadImage', { ticket: 'T', outputField: 'data' }, 10, JPG, () => undefined],
	[
		'custom',
		'call',
		{
			method: 'GET',
			path: '/cgi-bin/x',
			queryJson: '{}',
			callEffect: 'read',
			answerFormat: 'file',
			outputField: 'data',
		},
		10,
		JPG,
		() => undefined,
	],
];

async function fetchSized(index: number, more: number, zipped: boolean) {
	const [resource, operation, params, megabytes, head, onTheWay] = DOWNLOADS[index] ?? [];
	if (!resource || !operation || !params || !megabytes || !head || !onTheWay)
		throw new Error('no such download');
	const bytes = sized(head, megabytes * MB + more);
	platform.answer(({ path }) => {
		const json = onTheWay(path);
		if (json) return { json };
		const headers = {
			'content-type': 'application/octet-stream',
			...(zipped ? { 'content-encoding': 'gzip' } : {}),
		};
		return { bytes: zipped ? gzipSync(bytes) : bytes, headers };
	});
	const run = await runOperation(platform.url, findOperation(resource, operation), { params });
	return { ...run, bytes: bytes.length, megabytes };
}

test.each(DOWNLOADS.map(([resource, operation], index) => [resource, operation, index] as const))(
	'%s → %s (%#) takes a file of the largest size, also compressed on the way',
	async (_resource, _operation, index) => {
		for (const zipped of [false, true]) {
			const { items, error, bytes } = await fetchSized(index, 0, zipped);
			expect(error).toBeUndefined();
			expect(items(NODE)[0]?.json.fileSize).toBe(bytes);
		}
	},
);

test.each(DOWNLOADS.map(([resource, operation], index) => [resource, operation, index] as const))(
	'%s → %s (%#) refuses one byte more at once and names the limit, also compressed on the way',
	async (_resource, _operation, index) => {
		for (const zipped of [false, true]) {
			const { items, error, megabytes } = await fetchSized(index, 1, zipped);
			expect(error?.message).toBe(
				`File: has more than ${megabytes} MB, the limit for media of this kind in WeChat`,
			);
			expect(items(NODE)).toEqual([]);
			expect(new Set(platform.received.map(({ path }) => path)).size).toBe(platform.received.length);
		}
	},
);
