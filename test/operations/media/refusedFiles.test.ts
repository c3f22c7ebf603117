import { type CannedPlatform, type CannedAnswer, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import type * as virtualTime from '../../nodes/run/virtualTime';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof virtualTime>('../../nodes/run/virtualTime').withoutWaiting(),
);

const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const NO_TEXT = 'Result unknown: the response is text instead of a file';
const PAGE = '<html>Login please</html>';
const NO_PAGE = `Result unknown: the response is a web page instead of a file (${PAGE.length} bytes)`;
const NO_VIDEO = 'Result unknown: the response is not an MP4 video';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const answerOf = (body: string | Buffer, type: string, status = 200): CannedAnswer => ({
	bytes: Buffer.from(body),
	headers: type ? { 'content-type': type } : {},
	status,
});

async function download(operation: [string, string] = ['media', 'download']) {
	const run = await runOperation(platform.url, findOperation(...operation), {
		params: { mediaId: 'MEDIA', fetchVideo: true, outputField: 'file' },
	});
	return { ...run, paths: platform.received.map(({ path }) => path) };
}

/** Pages of proxies, gateways and networks, as they come in the place of files. */
const PAGES = [
	PAGE,
	'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
	' \r\n<!-- squid -->\n<!-- 3.5 --><HTML><HEAD>',
	'\uFEFF<head><meta http-equiv="refresh" content="0;url=http://10.0.0.1/login">',
	'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
];

test.each([
	['media', 'download'],
	['media', 'downloadVoice'],
	['material', 'get'],
] as const)(
	'%s → %s says of a web page in the place of a file who has answered, and what to do',
	async (...operation) => {
		for (const page of PAGES) {
			for (const type of ['text/html; charset=utf-8', 'image/jpeg', '']) {
				platform.answer(() => answerOf(page, type));
				const { error, items, paths } = await download([...operation]);
				const bytes = Buffer.byteLength(page);
				expect(error?.message).toBe(
					`Result unknown: the response is a web page instead of a file (${bytes} bytes)`,
				);
				expect(error).toMatchObject({
					description:
						'No usable answer came in 4 attempts. WeChat does not answer like this: a proxy, a gateway or the sign-in page of a network has answered in its place. Check the API Host in the credential, DNS, proxy and firewall. The call only reads, so nothing was changed: run the node again later.',
				});
				expect(items(NODE)).toEqual([]);
				expect(paths).toHaveLength(4);
			}
		}
	},
);

describe('a download', () => {
	test.each(
		['text/plain', 'application/json', 'image/jpeg', ''].flatMap((type) =>
			['', '\n', '\uFEFF'].map((before) => [type, before]),
		),
	)('that WeChat refuses as %j behind %j is an error, not a file', async (type = '', before = '') => {
		platform.answer(() => answerOf(`${before}{"errcode":40007,"errmsg":"invalid media_id"}`, type));
		const { error, items } = await download();
		expect(error?.message).toBe(
			'The media ID is wrong, has expired or belongs to another account (WeChat 40007) · media_id 无效或已过期',
		);
		expect(items(NODE)).toEqual([]);
	});

	test.each(
		['Bad gateway', 'expired url', '{"errcode":400', '\uFEFF{"errcode":400', '网关超时'].flatMap((body) =>
			['text/html', 'text/plain; charset=utf-8', 'image/jpeg', 'application/octet-stream', ''].map((type) => [
				body,
				type,
			]),
		),
	)('that gives %j as %j is an error, not a file', async (body = '', type = '') => {
		platform.answer(() => answerOf(body, type));
		const { error, items } = await download();
		expect(error?.message).toBe(NO_TEXT);
		expect(items(NODE)).toEqual([]);
	});

	test('that gives text in UTF-16 is an error, not a file', async () => {
		platform.answer(() => answerOf(Buffer.from('\uFEFFBad gateway', 'utf16le'), 'image/jpeg'));
		expect((await download()).error?.message).toBe(NO_TEXT);
	});

	test.each<[string, string]>([
		['media', 'downloadVoice'],
		['material', 'get'],
	])('by %s → %s refuses text as well', async (resource, value) => {
		platform.answer(() => answerOf('Bad gateway', 'text/plain'));
		expect((await download([resource, value])).error?.message).toBe(NO_TEXT);
	});
});

describe('a download of a video', () => {
	/** Why there is no file beside what is known. */
	const problem = (text: string) => ({ problem: expect.stringContaining(text) as string });

	/** The platform names an address; what is behind it is told. */
	const videoAt = (behind: (path: string) => CannedAnswer) =>
		platform.answer(({ path }) =>
			path === '/cgi-bin/media/get' ? { json: { video_url: `${platform.url}/v.mp4?sign=x` } } : behind(path),
		);

	test('fetches its file from the address that WeChat gives, without a token', async () => {
		videoAt(() => answerOf(MP4, 'video/mp4'));
		const { items } = await download();
		expect(items(NODE)[0]?.binary?.file).toMatchObject({
			data: MP4.toString('base64'),
			fileName: 'MEDIA.mp4',
			mimeType: 'video/mp4',
		});
		expect(items(NODE)[0]?.json).toMatchObject({
			media_id: 'MEDIA',
			video_url: `${platform.url}/v.mp4?sign=x`,
		});
		expect(platform.received.map(({ accessToken }) => accessToken !== undefined)).toEqual([true, false]);
	});

	test.each([
		[PAGE, 'text/html', NO_PAGE],
		[PAGE, 'video/mp4', NO_PAGE],
		['<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'application/xml', NO_TEXT],
		['expired url', 'text/plain', NO_TEXT],
		['expired url', 'video/mp4', NO_TEXT],
		['{"errco', 'video/mp4', NO_TEXT],
		[
			'{"errcode":40007,"errmsg":"gone"}',
			'video/mp4',
			'The media ID is wrong, has expired or belongs to another account (WeChat 40007) · media_id 无效或已过期',
		],
		['{"ret":-1,"msg":"expired"}', 'application/json', NO_VIDEO],
		['\u00ff\u0000\u0001not a video', 'video/mp4', NO_VIDEO],
	])('whose address gives %j as %s is an error, not a file', async (body, type, message) => {
		videoAt(() => answerOf(body, type));
		const { error, items } = await download();
		expect(error?.message).toBe(message);
		expect(items(NODE)).toEqual([]);
	});

	test.each<[string, CannedAnswer | undefined, object]>([
		['is gone', answerOf('gone', 'text/plain', 404), problem('no longer has a video file')],
		['is a web page', answerOf(PAGE, 'text/html'), problem('a web page instead of a file')],
		[
			'is refused',
			answerOf('{"errcode":40007,"errmsg":"gone"}', 'video/mp4'),
			{ ...problem('40007'), errcode: 40007 },
		],
		['has no address', undefined, problem('WeChat left its address empty')],
	])('that is permanent comes with what is known of it when its file %s', async (_name, behind, video) => {
		const known = { title: '新品', description: '一分钟', down_url: behind ? `${platform.url}/v.mp4` : '' };
		platform.answer(({ path }) =>
			path === '/cgi-bin/material/get_material' ? { json: known } : (behind ?? 'drop the connection'),
		);
		const { error, items } = await download(['material', 'get']);
		expect(error).toBeUndefined();
		expect(items(NODE)[0]?.json).toEqual({ media_id: 'MEDIA', ...known, video });
		expect(items(NODE)[0]?.binary).toBeUndefined();
	});

	test('that is larger than what is fetched says how to get it', async () => {
		videoAt(() => answerOf(Buffer.concat([MP4, Buffer.alloc(10 * 1024 * 1024)]), 'video/mp4'));
		const { error } = await download();
		expect(error?.message).toBe('Media ID: has a video of more than 10 MB, which the node does not fetch');
		expect(error).toMatchObject({
			description: expect.stringContaining('With Fetch Video File off') as string,
		});
	});

	test.each([403, 404, 410])('whose file is gone (%d) says so and asks once', async (status) => {
		videoAt(() => answerOf('gone', 'text/plain', status));
		const { error, paths } = await download();
		expect(error?.message).toBe('Media ID: no longer has a video file');
		expect(paths).toEqual(['/cgi-bin/media/get', '/v.mp4']);
	});

	test.each(['', null])('whose address is %j says so, and does not blame the network', async (address) => {
		platform.answer(() => ({ json: { video_url: address } }));
		const { error, paths } = await download();
		expect(error?.message).toBe('Media ID: has no video file: WeChat left its address empty');
		expect(error).toMatchObject({ description: expect.not.stringMatching(/DNS|proxy/) as string });
		expect(paths).toEqual(['/cgi-bin/media/get']);
	});

	test('whose address moved follows the redirects, without a token', async () => {
		videoAt((path) => {
			if (path === '/moved/v.mp4') return answerOf(MP4, 'video/mp4');
			const location = path === '/v.mp4' ? `${platform.url}/next` : 'moved/v.mp4';
			return { bytes: Buffer.from('moved'), headers: { location }, status: 302 };
		});
		const { error, items, paths } = await download();
		expect(error).toBeUndefined();
		expect(items(NODE)[0]?.binary?.file?.data).toBe(MP4.toString('base64'));
		expect(paths).toEqual(['/cgi-bin/media/get', '/v.mp4', '/next', '/moved/v.mp4']);
		expect(platform.received.slice(1).every(({ accessToken }) => accessToken === undefined)).toBe(true);
	});

	test.each(['/v.mp4', 'file:///etc/passwd', 'http://'])(
		'whose address moves to %s without end or sense has no file',
		async (location) => {
			videoAt(() => ({ bytes: Buffer.from(''), headers: { location }, status: 302 }));
			const { error, paths } = await download();
			expect(error?.message).toBe('Media ID: no longer has a video file');
			expect(paths.length).toBeLessThanOrEqual(7);
		},
	);
});
