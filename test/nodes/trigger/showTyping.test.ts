import { resetProcessState } from '../../../core/state/processStore';
import {
	CANNED_TOKEN,
	startCannedPlatform,
	type CannedAnswer,
	type CannedPlatform,
} from '../../operations/support/cannedPlatform';
import { ConversationTestbed } from './conversationTestbed';
import { forgePush, TEXT } from './forgePush';

let platform: CannedPlatform;
let testbed: ConversationTestbed;

beforeEach(async () => {
	resetProcessState();
	platform = await startCannedPlatform();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.host.stop();
	await platform.close();
});

const start = async () => {
	const triggerOptions = { showTyping: true, replyWindow: 'all' };
	testbed = await ConversationTestbed.start(triggerOptions, {
		parameters: { responseMode: 'responseNode', triggerOptions },
		credential: { apiHost: 'custom', customApiHost: platform.url },
	});
};
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

test('Show Typing tells WeChat once per message, and not again for a repeated delivery', async () => {
	await start();
	const push = testbed.text();
	const third = await testbed.deliverThrice(push);
	while (platform.received.length === 0) await turn();
	testbed.reply(0, 'hello');
	expect(await third.answer).toBe('hello');
	expect(platform.received).toEqual([
		expect.objectContaining({ path: expect.stringContaining('/cgi-bin/message/custom/typing') }),
	]);
	expect(JSON.parse(String(platform.received[0]?.body))).toEqual({
		touser: TEXT.FromUserName,
		command: 'Typing',
	});
});

test.each<[string, CannedAnswer]>([
	['a refusal', { json: { errcode: 45080, errmsg: 'no message in the last 30 seconds' } }],
	['an account without the permission', { json: { errcode: 48001, errmsg: 'api unauthorized' } }],
	['something that is no JSON', { bytes: Buffer.from('<html>'), headers: {}, status: 502 }],
	['a connection that drops', 'drop the connection'],
])('Show Typing answered by %s costs neither the execution nor the reply', async (_name, refusal) => {
	platform.answer(() => refusal);
	await start();
	const delivery = await testbed.say('hello');
	while (platform.received.length === 0) await turn();
	testbed.reply(0, 'hello');
	expect(await delivery.answer).toBe('hello');
	expect(testbed.host.stored).toHaveLength(1);
});

test('the log says why no typing was shown, and nothing secret', async () => {
	platform.answer(() => ({ json: { errcode: 99_999, errmsg: `not with ${CANNED_TOKEN}` } }));
	await start();
	await testbed.say('hello');
	while (testbed.host.log.length === 0) await turn();
	expect(testbed.host.log).toEqual([expect.stringMatching(/^debug: .*typing state.*99999/s)]);
	expect(testbed.host.log.join()).not.toContain(CANNED_TOKEN);
});

test('an event shows no typing', async () => {
	await start();
	const event = await testbed.deliver(
		forgePush({
			...TEXT,
			FromUserName: 'oUSER000000000000000000000002',
			MsgType: 'event',
			Event: 'CLICK',
			EventKey: 'menu',
			MsgId: undefined,
			Content: undefined,
		}),
	);
	testbed.reply(0, 'hello');
	expect(await event.answer).toBe('hello');
	await testbed.say('a message, whose typing state would come after that of the event');
	while (platform.received.length === 0) await turn();
	expect(JSON.parse(String(platform.received[0]?.body))).toMatchObject({ touser: TEXT.FromUserName });
});
