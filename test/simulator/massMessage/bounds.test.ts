import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { apiOf, follow } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';
import { uploadFile } from '../support/uploadFile';

const DAY = 86_400;

let testbed: DraftTestbed;
let people: string[];

beforeEach(async () => {
	testbed = await startDraftTestbed();
	people = await follow(testbed.platform, 3);
});
afterEach(() => testbed.platform.simulator.close());

const control = () => testbed.platform.simulator.control;
const post = async (path: string, body: object) =>
	(await testbed.api.post(`/cgi-bin/message/mass/${path}`, body)).json;
const textOf = (content: string) => ({ msgtype: 'text', text: { content } });
const sendAll = async (message: object) => await post('sendall', { filter: { is_to_all: true }, ...message });
const statusOf = async (msg_id: unknown) => (await post('get', { msg_id })).msg_status;
const remove = async (fields: object) => (await post('delete', fields)).errcode;
const news = async (...titles: string[]) => ({
	msgtype: 'mpnews',
	mpnews: { media_id: await testbed.fileDraft(...titles) },
});
/** How many mass messages somebody has got. */
const received = async (openid = '') =>
	(await control().chat({ openid })).filter(({ kind }) => kind.startsWith('mass:')).length;

async function passDay(): Promise<void> {
	await control().clock({ advanceSeconds: DAY });
	testbed.api = await apiOf(testbed.platform);
}

describe('the four mass messages that a person gets in a month', () => {
	it('are no limit for a subscription account, which sends once a day', async () => {
		const { appid } = testbed.platform.account;
		await control().account({ appid, kind: 'subscription-certified' });
		for (let day = 1; day <= 5; day++) {
			await statusOf((await sendAll(textOf(`第${day}天`))).msg_id);
			await passDay();
		}
		expect(await received(people[0])).toBe(5);
	});

	it('are those that the person got', async () => {
		await control().follower({ openid: people[0], blacklisted: true });
		for (let time = 1; time <= 4; time++)
			await statusOf((await post('send', { touser: people, ...textOf(`第${time}次`) })).msg_id);
		await control().follower({ openid: people[0], blacklisted: false });
		await statusOf((await post('send', { touser: people, ...textOf('第5次') })).msg_id);
		expect(await Promise.all(people.map(received))).toEqual([1, 4, 4]);
	});
});

describe('a message that is sent again', () => {
	it('is another one for other people', async () => {
		const send = async (...touser: unknown[]) => await post('send', { touser, ...textOf('大家好') });
		const first = await send(people[0], people[1]);
		expect((await send(people[0], people[2])).errcode).toBe(0);
		expect(await send(people[0], people[1])).toMatchObject({ errcode: 45065, msg_id: first.msg_id });
	});

	it('has no msg_data_id if it is a text', async () => {
		await sendAll(textOf('大家好'));
		expect(await sendAll(textOf('大家好'))).not.toHaveProperty('msg_data_id');
	});

	it('is not known by an empty clientmsgid', async () => {
		for (const content of ['一', '二'])
			expect((await sendAll({ ...textOf(content), clientmsgid: '' })).errcode).toBe(0);
	});
});

describe('mass/delete', () => {
	it('refuses a message that failed (40065)', async () => {
		await control().area('massMessage', 'outcome', { status: 'send fail' });
		const { msg_id } = await sendAll(await news('一'));
		expect(await statusOf(msg_id)).toBe('SEND_FAIL');
		expect(await remove({ msg_id })).toBe(40065);
	});

	it.each([-1, 1.5, 3, '1'])('refuses the article %j of two (40060)', async (article_idx) => {
		const { msg_id } = await sendAll(await news('一', '二'));
		await statusOf(msg_id);
		expect(await remove({ msg_id, article_idx })).toBe(40060);
	});

	it('takes the message that is named by its ID, whatever the address', async () => {
		const { msg_id } = await sendAll(await news('一'));
		await statusOf(msg_id);
		expect(await remove({ msg_id, url: 'http://mp.weixin.qq.com/s/x' })).toBe(0);
		expect(await statusOf(msg_id)).toBe('DELETE');
	});

	it('takes a video down, which is its only article', async () => {
		const form = { fileName: 'a.mp4', bytes: Buffer.from('x') };
		const { media_id } = await uploadFile(
			testbed.platform,
			testbed.api,
			'/cgi-bin/media/upload?type=video',
			form,
		);
		const { json } = await testbed.api.post('/cgi-bin/media/uploadvideo', { media_id, title: '夏' });
		const { msg_id } = await sendAll({ msgtype: 'mpvideo', mpvideo: { media_id: json.media_id } });
		await statusOf(msg_id);
		expect(await remove({ msg_id, article_idx: 2 })).toBe(40060);
		expect(await remove({ msg_id, article_idx: 1 })).toBe(0);
		expect(await statusOf(msg_id)).toBe('DELETE');
	});
});

it.each([
	['2049 bytes of Chinese text', textOf('字'.repeat(683)), 45002],
	['a type whose name every object has', { msgtype: 'constructor', constructor: {} }, 40008],
])('mass/sendall refuses %s', async (_what, message, errcode) => {
	expect((await sendAll(message)).errcode).toBe(errcode);
});

it('MASSSENDJOBFINISH of articles says that they are no reprints', async () => {
	const { appid } = testbed.platform.account;
	await control().account({ appid, mode: 'plain', callbackUrl: 'http://127.0.0.1:9/', handshake: false });
	await statusOf((await sendAll(await news('一'))).msg_id);
	await control().settled();
	const [delivery] = await control().deliveries();
	expect(readStandardXml(delivery?.request.body ?? '')).toMatchObject({
		CopyrightCheckResult: { Count: '0', CheckState: '1' },
	});
});
