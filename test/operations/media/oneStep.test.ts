import { OPERATIONS } from '../../../nodes/Wechat/resources';
import { itemWithFile } from '../support/runOperation';
import { bytesOf, fileOf, mediaTestbed, SEND, UPLOAD } from './mediaTestbed';

const { answer, paths, run, sent, platform } = mediaTestbed();
const MAIN = [
	['customerService', 'sendImage', 'image'],
	['customerService', 'sendVoice', 'voice'],
	['customerService', 'sendVideo', 'video'],
	['passiveReply', 'image', 'image'],
	['passiveReply', 'voice', 'voice'],
	['passiveReply', 'video', 'video'],
] as const;
const THUMBS = [
	['customerService', 'sendMusic', 'music'],
	['customerService', 'sendVideo', 'video'],
	['passiveReply', 'music', 'music'],
	['passiveReply', 'video', 'video'],
] as const;

test.each(MAIN)('%s %s uploads a file of the item and sends its id', async (resource, value, kind) => {
	const { error } = await run([resource, value], { mediaFrom: 'file', binaryPropertyName: 'data' }, [
		itemWithFile({}, fileOf(kind)),
	]);
	expect(error).toBeUndefined();
	expect(paths()).toEqual([UPLOAD, SEND]);
	const [upload] = platform().received;
	expect(upload?.query.type).toBe(kind);
	expect(upload?.body.includes(bytesOf(kind))).toBe(true);
	expect(sent()[0]?.[kind]).toMatchObject({ media_id: `ID-${kind}-1` });
});

test.each(MAIN)(
	'%s %s fetches a file from the web, uploads it and sends its id',
	async (resource, value, kind) => {
		const { error } = await run([resource, value], {
			mediaFrom: 'url',
			mediaUrl: `${platform().url}/files/${kind}`,
		});
		expect(error).toBeUndefined();
		expect(paths()).toEqual([`/files/${kind}`, UPLOAD, SEND]);
		expect(platform().received[0]?.accessToken).toBeUndefined();
		expect(sent()[0]?.[kind]).toMatchObject({ media_id: `ID-${kind}-1` });
	},
);

test.each(THUMBS)('%s %s uploads its preview picture as thumb', async (resource, value, kind) => {
	const file = { thumbFrom: 'file', thumbFile: 'data' };
	const { error } = await run([resource, value], file, [itemWithFile({}, fileOf('thumb'))]);
	expect(error).toBeUndefined();
	expect(sent()[0]?.[kind]).toMatchObject({ thumb_media_id: 'ID-thumb-1' });
	const { error: second } = await run([resource, value], {
		thumbFrom: 'url',
		thumbUrl: `${platform().url}/files/thumb`,
	});
	expect(second).toBeUndefined();
	expect(paths()).toEqual([UPLOAD, SEND, '/files/thumb', SEND]);
	expect(sent()[1]?.[kind]).toMatchObject({ thumb_media_id: 'ID-thumb-1' });
});

test('every message and reply about one file or preview picture takes it in three ways', () => {
	const sends = ['customerService', 'passiveReply', 'massMessage'];
	const asking = (id: string) =>
		OPERATIONS.filter(
			({ resource, option, fields }) =>
				sends.includes(resource) && option.value !== 'sendArticle' && fields.some(({ name }) => name === id),
		);
	const without = (id: string, from: string) =>
		asking(id).filter(({ fields }) => !fields.some(({ name }) => name === from));
	expect(asking('mediaId')).toHaveLength(MAIN.length + 3);
	expect(without('mediaId', 'mediaFrom')).toEqual([]);
	expect(asking('thumbMediaId')).toHaveLength(THUMBS.length + 1);
	expect(without('thumbMediaId', 'thumbFrom')).toEqual([]);
});

test('one file for many items is uploaded once, and another kind or content again', async () => {
	const file = { mediaFrom: 'file', binaryPropertyName: 'data' };
	const other = { ...fileOf('image'), base64: Buffer.from('89504e470d0a1a0a0002', 'hex').toString('base64') };
	const input = [fileOf('image'), fileOf('image'), other].map((one) => itemWithFile({}, one));
	const { items } = await run(['customerService', 'sendImage'], file, input);
	expect(items()).toHaveLength(3);
	expect(paths().filter((path) => path === UPLOAD)).toHaveLength(2);
	const ids = sent().map(({ image }) => String(image?.media_id));
	expect(new Set(ids)).toEqual(new Set(['ID-image-1', 'ID-image-2']));
	await run(['passiveReply', 'image'], file, [itemWithFile({}, fileOf('image'))]);
	expect(paths().filter((path) => path === UPLOAD)).toHaveLength(2);
});

test('a file that WeChat no longer knows is uploaded again for the next message', async () => {
	const file = { mediaFrom: 'file', binaryPropertyName: 'data' };
	const input = [itemWithFile({}, fileOf('image'))];
	await run(['customerService', 'sendImage'], file, input);
	platform().answer((request) =>
		request.path === SEND ? { json: { errcode: 40007, errmsg: 'invalid media_id' } } : answer(request),
	);
	expect((await run(['customerService', 'sendImage'], file, input)).error?.message).toContain('40007');
	platform().answer(answer);
	expect((await run(['customerService', 'sendImage'], file, input)).error).toBeUndefined();
	expect(paths()).toEqual([UPLOAD, SEND]);
});

test('a workflow from before the choice, which has an id only, sends that id', async () => {
	const { error } = await run(['customerService', 'sendImage'], { mediaId: 'OLD-ID' });
	expect(error).toBeUndefined();
	expect(paths()).toEqual([SEND]);
	expect(sent()[0]?.image).toEqual({ media_id: 'OLD-ID' });
});

test.each([
	['a wrong OpenID', { touser: 'not an openid!' }, 'image', 'To OpenID'],
	['a file of another kind', {}, 'voice', 'is of the format AMR; here it must be JPG, PNG, GIF'],
])('%s is refused before anything is uploaded', async (_what, params, kind, message) => {
	const { error } = await run(
		['customerService', 'sendImage'],
		{ mediaFrom: 'file', binaryPropertyName: 'data', ...params },
		[itemWithFile({}, fileOf(kind))],
	);
	expect(error?.message).toContain(message);
	expect(platform().received).toEqual([]);
});

test.each([
	['no web address', 'ftp://example.com/a', 'File URL: is not a web address', []],
	['nothing there', '/files/nothing', 'File URL: leads to nothing', ['/files/nothing']],
	['another kind of file', '/files/voice', 'is of the format AMR', ['/files/voice']],
	['a web page', '/files/page', 'File URL: leads to a web page instead of a file', ['/files/page']],
	['JSON', '/data.json', 'File URL: leads to JSON instead of a file', ['/data.json']],
])('an address with %s is refused before anything is uploaded', async (_what, url, message, asked) => {
	const mediaUrl = url.startsWith('/') ? `${platform().url}${url}` : url;
	const { error } = await run(['customerService', 'sendImage'], { mediaFrom: 'url', mediaUrl });
	expect(error?.message).toContain(message);
	expect(paths()).toEqual(asked);
});

test('a reply without a push to answer uploads nothing', async () => {
	const { error } = await run(
		['passiveReply', 'image'],
		{ mediaFrom: 'file', binaryPropertyName: 'data', options: {} },
		[itemWithFile({}, fileOf('image'))],
	);
	expect(error).toBeDefined();
	expect(platform().received).toEqual([]);
});
