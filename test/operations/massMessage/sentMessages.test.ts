import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

async function run(value: string, change: IDataObject) {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const operation = findOperation('massMessage', value);
	const { items, error } = await runOperation(platform.url, operation, {
		params: { ...operation.sample.params, ...change },
	});
	const [call] = platform.received;
	return { output: items(NODE)[0]?.json, error, sent: call?.body.toString() };
}

test('delete does nothing unless it is confirmed', async () => {
	const { error, sent } = await run('delete', { confirm: false });
	expect(error?.message).toContain('nobody could open what was sent anymore');
	expect(sent).toBeUndefined();
});

test('delete names one article by its address, and nothing else', async () => {
	const { sent } = await run('delete', { deleteBy: 'url', articleUrl: 'https://mp.weixin.qq.com/s/abc' });
	expect(JSON.parse(sent ?? '')).toEqual({ url: 'https://mp.weixin.qq.com/s/abc' });
});

test('a msg_id of 19 digits reaches WeChat digit by digit, and the output as text', async () => {
	const massMsgId = '3345678901234567891';
	const { sent, output } = await run('delete', { massMsgId, articleNumber: 2 });
	expect(sent).toBe(`{"msg_id":${massMsgId},"article_idx":2}`);
	expect(output).toEqual({ msg_id: massMsgId, article_idx: 2, success: true, deleted: true });
});

test.each(['\u200b', 'abc', '12-34', '1e3'])(
	'getStatus refuses %j as msg_id before any call',
	async (massMsgId) => {
		const { error, sent } = await run('getStatus', { massMsgId });
		expect(error?.message).toMatch(/Message ID: is/);
		expect(sent).toBeUndefined();
	},
);

test.each([
	['mpnews', { mpnews: { media_id: 'M1' } }],
	['image', { image: { media_id: 'M1' } }],
	['voice', { voice: { media_id: 'M1' } }],
])('preview shows a %s to a person named by WeChat ID', async (massType, content) => {
	const person = { previewTo: 'wxname', touser: '', towxname: 'anna-wechat' };
	const { sent, output } = await run('preview', { ...person, massType, mediaId: 'M1' });
	expect(JSON.parse(sent ?? '')).toEqual({ towxname: 'anna-wechat', msgtype: massType, ...content });
	expect(output).toMatchObject({ towxname: 'anna-wechat', success: true });
});

test.each([
	['the last article', 'delete', { articleNumber: 8 }, { msg_id: 34182, article_idx: 8 }],
	['the fastest speed', 'setSpeed', { speed: 0 }, { speed: 0 }],
	['the slowest speed', 'setSpeed', { speed: 4 }, { speed: 4 }],
])('%s is sent', async (_what, operation, change, body) => {
	const { sent } = await run(operation, change);
	expect(JSON.parse(sent ?? '')).toEqual(body);
});

test.each([
	[
		'a ninth article',
		'delete',
		{ articleNumber: '={{ 9 }}' },
		'Article Number: must be a whole number from 0 to 8',
	],
	['a sixth speed', 'setSpeed', { speed: '={{ 5 }}' }, 'Speed: must be one of'],
	['an address that is none', 'delete', { deleteBy: 'url', articleUrl: 'abc' }, 'URL: is not a web address'],
	['a preview to nobody', 'preview', { previewTo: 'wxname', towxname: '\u200b' }, 'To WeChat ID: '],
	['a preview without a text', 'preview', { content: '\u200b' }, 'Text: is empty'],
	[
		'a preview of another kind',
		'preview',
		{ massType: '={{ "wxcard" }}', mediaId: 'M' },
		'Kind: must be one of',
	],
])('%s is refused before any call', async (_what, operation, change, message) => {
	const { error, sent } = await run(operation, change);
	expect(error?.message).toContain(message);
	expect(sent).toBeUndefined();
});
