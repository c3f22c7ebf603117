import { Container } from '@n8n/di';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { resetProcessState } from '../../../core/state/processStore';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { core } from '../harness/host';
import { PACKAGE } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import type * as virtualTime from '../run/virtualTime';
import { TONES } from '../../core/voice/tones';
import { ACCOUNT, credentialOf } from './forgePush';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof virtualTime>('../run/virtualTime').withoutWaiting(),
);

const API = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const PNG = Buffer.from('iVBORw0KGgo=', 'base64');

const pushed = (more: IDataObject) => ({ MsgType: 'image', FromUserName: 'oA', MediaId: 'MEDIA-1', ...more });

interface RunOptions {
	options?: INodeParameters;
	/** What differs from the credential of the tests. */
	credential?: IDataObject;
	/** What differs from the node of the tests. */
	node?: Partial<INode>;
	cancelAfter?: Promise<void>;
}

const run = (pushes: IDataObject | IDataObject[], more: RunOptions = {}) =>
	runWorkflow({
		types: [new WechatTrigger()],
		credentials: credentialOf({ apiHost: 'custom', customApiHost: API, ...more.credential }),
		cancelAfter: more.cancelAfter,
		input: [pushes].flat().map((json) => ({ json })),
		nodes: [
			{
				name: 'Trigger',
				type: `${PACKAGE}.wechatTrigger`,
				typeVersion: 1,
				parameters: { triggerOptions: more.options ?? { downloadMedia: true } },
				...more.node,
			},
		],
	});

const media = () => {
	nock(API).post('/cgi-bin/stable_token').reply(200, { access_token: TOKEN, expires_in: 7200 });
	return nock(API).get('/cgi-bin/media/get').query({ access_token: TOKEN, media_id: 'MEDIA-1' });
};

const file = { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="MEDIA-1.png"' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	nock.cleanAll();
	// The next test's platform is another one.
	resetProcessState();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

test.each(['image', 'voice', 'video', 'shortvideo', 'file'])(
	'the file of a message of type %s becomes binary data',
	async (MsgType) => {
		media().reply(200, PNG, file);
		const push = pushed({ MsgType });
		const { items, error } = await run(push);
		expect(error).toBeUndefined();
		const [item] = items('Trigger');
		expect(item?.json).toEqual(push);
		expect(item?.binary?.data).toMatchObject({ fileName: 'MEDIA-1.png', mimeType: 'image/png' });
		expect(item?.binary?.data?.data).toBe(PNG.toString('base64'));
	},
);

test.each([
	['voice/amr', 'attachment; filename="MEDIA-1.amr"'],
	['audio/amr', ''],
	['application/octet-stream', 'attachment; filename="MEDIA-1"'],
])(
	'a voice declared as %s has the name and type by which speech nodes know AMR',
	async (type, disposition) => {
		const headers = { 'content-type': type, ...(disposition ? { 'content-disposition': disposition } : {}) };
		media().reply(200, Buffer.from('#!AMR\n\x3c\x91\x17', 'latin1'), headers);
		const { items } = await run(pushed({ MsgType: 'voice', Format: 'amr' }));
		expect(items('Trigger')[0]?.binary?.data).toMatchObject({
			fileName: 'MEDIA-1.amr',
			fileExtension: 'amr',
			mimeType: 'audio/amr',
		});
	},
);

test.each([
	['a recording', TONES.narrowband, { fileName: 'MEDIA-1.wav', fileExtension: 'wav', mimeType: 'audio/wav' }],
	[
		'a recording without sound in it',
		Buffer.from('#!AMR\n\x3c\x91\x17', 'latin1'),
		{ fileName: 'MEDIA-1.amr' },
	],
	['a picture', PNG, { fileName: 'MEDIA-1.png', mimeType: 'image/png' }],
])('with Convert Voice to WAV, %s comes in a format that can be read', async (_, bytes, expected) => {
	media().reply(200, bytes, { 'content-type': 'application/octet-stream' });
	const options = { downloadMedia: true, voiceToWav: true };
	const { items, error } = await run(pushed({ MsgType: 'voice' }), { options });
	expect(error).toBeUndefined();
	const data = items('Trigger')[0]?.binary?.data;
	expect(data).toMatchObject(expected);
	const content = Buffer.from(data?.data ?? '', 'base64');
	expect(content.equals(bytes)).toBe(data?.mimeType !== 'audio/wav');
	expect(items('Trigger')[0]?.json.meta).toBeUndefined();
});

test('without Download Media, Convert Voice to WAV fetches nothing', async () => {
	const { items } = await run(pushed({ MsgType: 'voice' }), { options: { voiceToWav: true } });
	expect(items('Trigger')).toEqual([expect.not.objectContaining({ binary: expect.anything() as unknown })]);
});

test('the file goes to the field of that name', async () => {
	media().reply(200, PNG, file);
	const { items } = await run(pushed({}), { options: { downloadMedia: true, mediaField: ' photo ' } });
	expect(Object.keys(items('Trigger')[0]?.binary ?? {})).toEqual(['photo']);
});

test('a video, for which WeChat gives an address, is fetched from there without the token', async () => {
	media().reply(200, { video_url: `${API}/video.mp4` });
	const video = nock(API)
		.get('/video.mp4')
		.query((query) => Object.keys(query).length === 0)
		.reply(200, MP4, { 'content-type': 'video/mp4' });
	const { items, error } = await run(pushed({ MsgType: 'video' }));
	expect(error).toBeUndefined();
	video.done();
	expect(items('Trigger')[0]?.binary?.data).toMatchObject({
		fileName: 'MEDIA-1.mp4',
		mimeType: 'video/mp4',
	});
});

describe('a file that cannot be fetched costs nothing but itself: the message goes on, and says why', () => {
	/** What the message says; everything else must be as it was pushed. */
	async function reasonOf(push: IDataObject, more: RunOptions = {}): Promise<unknown> {
		const { items, error } = await run(push, more);
		expect(error).toBeUndefined();
		expect(items('Trigger')).toHaveLength(1);
		const [item] = items('Trigger');
		const { media, ...meta } = item?.json.meta as IDataObject;
		expect({ ...item?.json, meta }).toEqual(push);
		expect(item?.binary).toBeUndefined();
		expect(JSON.stringify(item)).not.toContain(TOKEN);
		expect(JSON.stringify(item)).not.toContain(ACCOUNT.appSecret);
		return media;
	}
	const push = pushed({ meta: { receivedAt: '2026-11-28T00:00:00.000Z', encrypted: true } });
	const problem = (text: string) => ({ problem: expect.stringContaining(text) as string });

	test.each<[number, string, string]>([
		[40007, 'invalid media_id rid: 1-2-3', 'older than three days'],
		[48001, 'api unauthorized', '48001'],
		[45009, 'reach max api daily quota limit', '45009'],
		[99_999, `not with ${TOKEN}`, '99999'],
	])('WeChat refuses with %d', async (errcode, errmsg, text) => {
		media().reply(200, { errcode, errmsg }, { 'content-type': 'text/plain' });
		expect(await reasonOf(push)).toEqual({ ...problem(text), errcode });
	});

	test.each<[string, unknown, Record<string, string>, string]>([
		['a video that WeChat is still checking', { video_url: '' }, {}, 'may still be checking the video'],
		['a video without any address', { video_url: null }, {}, 'may still be checking the video'],
		['JSON of somebody else', {}, {}, 'so it is not WeChat'],
		[
			'a web page',
			'<html>maintenance</html>',
			{ 'content-type': 'text/html' },
			'a proxy, a gateway or the sign-in page of a network has answered in its place',
		],
		['a text', 'Bad gateway', { 'content-type': 'text/plain' }, 'text instead of a file'],
		['an empty file', '', { 'content-type': 'image/jpeg' }, 'empty file'],
		['more than WeChat keeps', Buffer.alloc(10 * 1024 * 1024 + 1), {}, 'File: has more than 10 MB'],
	])('%s comes in its place', async (_name, body, headers, text) => {
		media()
			.times(4)
			.reply(200, body as Buffer, headers);
		expect(await reasonOf(push)).toEqual(problem(text));
	});

	test.each([
		['ETIMEDOUT', 'no answer came in time'],
		['ECONNRESET', 'the connection was closed'],
		['ENOTFOUND', 'could not be resolved'],
	])('the connection fails with %s', async (code, text) => {
		media()
			.times(4)
			.replyWithError(Object.assign(new Error(code), { code }));
		expect(await reasonOf(push)).toEqual(problem(text));
	});

	test('the video lies at an address where there is nothing', async () => {
		media().reply(200, { video_url: `${API}/video.mp4` });
		nock(API).get('/video.mp4').reply(404, 'gone');
		expect(await reasonOf({ ...push, MsgType: 'video' })).toEqual(problem('no longer has a video file'));
	});

	test('there is no token to be had', async () => {
		nock(API).post('/cgi-bin/stable_token').reply(200, { errcode: 40125, errmsg: 'invalid appsecret' });
		expect(await reasonOf(push)).toEqual({ ...problem('40125'), errcode: 40125 });
	});

	test('the credential is not usable', async () => {
		expect(await reasonOf(push, { credential: { appId: 'wx1' } })).toEqual(problem('AppID'));
	});

	test('there is no credential', async () => {
		expect(await reasonOf(push, { node: { credentials: {} } })).toEqual(problem('redential'));
	});

	test("n8n's store for files is full", async () => {
		media().reply(200, PNG, file);
		const store = jest
			.spyOn(Container.get(core.BinaryDataService), 'store')
			.mockRejectedValue(new Error('ENOSPC: no space left on device'));
		expect(await reasonOf(push)).toEqual(problem('ENOSPC'));
		store.mockRestore();
	});

	test('the name of its field cannot be worked out', async () => {
		const options = { downloadMedia: true, mediaField: "={{ $('No Such Node').item.json.name }}" };
		expect(await reasonOf(push, { options })).toEqual({ problem: expect.any(String) as string });
	});

	test('the others of its run get theirs', async () => {
		nock(API).post('/cgi-bin/stable_token').reply(200, { access_token: TOKEN, expires_in: 7200 });
		const get = (media_id: string) =>
			nock(API).get('/cgi-bin/media/get').query({ access_token: TOKEN, media_id });
		get('MEDIA-1').reply(200, PNG, file);
		get('MEDIA-2').reply(200, { errcode: 40007, errmsg: 'invalid media_id' });
		get('MEDIA-3').reply(200, PNG, file);
		const { items, error } = await run([1, 2, 3].map((number) => pushed({ MediaId: `MEDIA-${number}` })));
		expect(error).toBeUndefined();
		expect(items('Trigger').map(({ binary }) => binary !== undefined)).toEqual([true, false, true]);
		expect(items('Trigger').map(({ json }) => json.meta)).toEqual([
			undefined,
			{ media: { ...problem('40007'), errcode: 40007 } },
			undefined,
		]);
	});
});

test('a cancelled execution does not wait for a file', async () => {
	let cancel: () => void = () => {};
	const cancelAfter = new Promise<void>((resolve) => (cancel = resolve));
	media().reply(() => {
		cancel();
		return [500, 'later'];
	});
	const { run: cancelled } = await run(pushed({}), { cancelAfter });
	expect(cancelled.status).toBe('canceled');
});

test.each<[string, IDataObject, INodeParameters]>([
	['the option is off', pushed({}), {}],
	['the message is a text', { MsgType: 'text', Content: 'a' }, { downloadMedia: true }],
	[
		'the MediaId belongs to a menu event',
		pushed({ MsgType: 'event', Event: 'media_id' }),
		{ downloadMedia: true },
	],
])('no call is made when %s', async (_name, push, options) => {
	const { items, error } = await run(push, { options });
	expect(error).toBeUndefined();
	expect(items('Trigger')).toEqual([expect.objectContaining({ json: push })]);
	expect(items('Trigger')[0]?.binary).toBeUndefined();
});
