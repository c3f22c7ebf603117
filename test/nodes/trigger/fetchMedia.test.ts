import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { PACKAGE } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { credentialOf } from './forgePush';

const API = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const PNG = Buffer.from('iVBORw0KGgo=', 'base64');

const pushed = (more: IDataObject) => ({ MsgType: 'image', FromUserName: 'oA', MediaId: 'MEDIA-1', ...more });

const run = (push: IDataObject, options: INodeParameters = { downloadMedia: true }) =>
	runWorkflow({
		types: [new WechatTrigger()],
		credentials: credentialOf({ apiHost: 'custom', customApiHost: API }),
		input: [{ json: push }],
		nodes: [{ name: 'Trigger', type: `${PACKAGE}.wechatTrigger`, typeVersion: 2, parameters: { options } }],
	});

const media = () => {
	nock(API).post('/cgi-bin/stable_token').reply(200, { access_token: TOKEN, expires_in: 7200 });
	return nock(API).get('/cgi-bin/media/get').query({ access_token: TOKEN, media_id: 'MEDIA-1' });
};

const file = { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="MEDIA-1.png"' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
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

test('the file goes to the field of that name', async () => {
	media().reply(200, PNG, file);
	const { items } = await run(pushed({}), { downloadMedia: true, mediaField: ' photo ' });
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

test('an error of the platform is an error, not a file', async () => {
	media().reply(200, { errcode: 40007, errmsg: 'invalid media_id rid: 1-2-3' });
	const { error } = await run(pushed({}));
	expect(error).toMatchObject({
		message: 'WeChat 40007: invalid media_id',
		description: expect.stringContaining('older than three days'),
	});
	expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test('a web page instead of the file is an error', async () => {
	media().reply(200, '<html>maintenance</html>', { 'content-type': 'text/html' });
	expect((await run(pushed({}))).error).toBeDefined();
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
	const { items, error } = await run(push, options);
	expect(error).toBeUndefined();
	expect(items('Trigger')).toEqual([expect.objectContaining({ json: push })]);
	expect(items('Trigger')[0]?.binary).toBeUndefined();
});
