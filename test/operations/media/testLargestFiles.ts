import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const MB = 1024 * 1024;
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');
const MP4 = Buffer.from('00000018667479706d703432', 'hex');

const sized = (head: Buffer, bytes: number) => Buffer.concat([head, Buffer.alloc(bytes - head.length)]);

/** How each operation gets to its file: what is answered on the way, and how large the file may be. */
export const DOWNLOADS: [
	resource: string,
	operation: string,
	params: IDataObject,
	megabytes: number,
	head: Buffer,
	onTheWay: (path: string, url: string) => object | undefined,
][] = [
	['media', 'download', { mediaId: 'M', fetchVideo: true, outputField: 'data' }, 10, JPG, () => undefined],
	[
		'media',
		'download',
		{ mediaId: 'M', fetchVideo: true, outputField: 'data' },
		10,
		MP4,
		(path, url) => (path === '/cgi-bin/media/get' ? { video_url: `${url}/v.mp4` } : undefined),
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

/** Tests that a download takes a file of the largest size that it may have, and not one byte more. */
export function testLargestFiles(downloads: typeof DOWNLOADS): void {
	let platform: CannedPlatform;
	beforeAll(async () => {
		platform = await startCannedPlatform();
	});
	afterAll(async () => await platform.close());

	describe.each(downloads)('%s → %s (%#)', (resource, operation, params, megabytes, head, onTheWay) => {
		async function fetchSized(more: number, zipped: boolean) {
			const bytes = sized(head, megabytes * MB + more);
			platform.answer(({ path }) => {
				const json = onTheWay(path, platform.url);
				if (json) return { json };
				const headers = {
					'content-type': 'application/octet-stream',
					...(zipped ? { 'content-encoding': 'gzip' } : {}),
				};
				return { bytes: zipped ? gzipSync(bytes) : bytes, headers };
			});
			const run = await runOperation(platform.url, findOperation(resource, operation), { params });
			return { ...run, bytes: bytes.length };
		}

		test.each([false, true])(
			'takes a file of the largest size (compressed on the way: %s)',
			async (zipped) => {
				const { items, error, bytes } = await fetchSized(0, zipped);
				expect(error).toBeUndefined();
				expect(items(NODE)[0]?.json.fileSize).toBe(bytes);
			},
		);

		test.each([false, true])(
			'refuses one byte more at once and names the limit (compressed on the way: %s)',
			async (zipped) => {
				const { items, error } = await fetchSized(1, zipped);
				const isVideo = onTheWay('/cgi-bin/media/get', platform.url) !== undefined;
				expect(error?.message).toBe(
					isVideo
						? `Media ID: has a video of more than ${megabytes} MB, which the node does not fetch`
						: `File: has more than ${megabytes} MB, the limit for media of this kind in WeChat`,
				);
				expect(items(NODE)).toEqual([]);
				expect(new Set(platform.received.map(({ path }) => path)).size).toBe(platform.received.length);
			},
		);
	});
}
