import { EventEmitter } from 'node:events';
import { type PassiveReply, replyXml } from '../../../core/protocol/replyXml';
import { openSealedMessage } from '../../../core/protocol/sealMessage';
import { resetProcessState } from '../../../core/state/processStore';
import type { TrackedDelivery } from '../../../nodes/WechatTrigger/conversation/TrackedDelivery';
import { hasRoom, holdForExecution } from '../../../nodes/WechatTrigger/conversation/heldPushes';
import { readConversation } from '../../../nodes/WechatTrigger/conversation/readConversation';
import { encodeReplies } from '../../../nodes/transport/encodedReplies';
import {
	CANNED_TOKEN,
	startCannedPlatform,
	type CannedPlatform,
} from '../../operations/support/cannedPlatform';
import { ConversationTestbed } from './conversationTestbed';
import { ACCOUNT, TEXT } from './forgePush';

let testbed: ConversationTestbed;

beforeEach(() => resetProcessState());
afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.host.stop();
});

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

describe('Reply Window: All Three Deliveries', () => {
	test.each([1, 2, 3])(
		'gives a reply that comes during delivery %i there, from one execution',
		async (during) => {
			testbed = await ConversationTestbed.start({ replyWindow: 'all' });
			const push = testbed.text();
			let delivery = await testbed.deliver(push);
			for (let past = 1; past < during; past++) {
				await testbed.clock.advance(5_000);
				await delivery.hangUp();
				expect(await delivery.answer).toBe('hung up');
				delivery = await testbed.deliver(push);
			}
			await testbed.clock.advance(3_000);
			testbed.reply(0, 'hello');
			expect(await delivery.answer).toBe('hello');
			expect(testbed.host.stored).toHaveLength(1);
		},
	);

	test('without a reply acknowledges the third delivery, and later ones too', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const push = testbed.text();
		const third = await testbed.deliverThrice(push);
		await testbed.clock.advance(4_500);
		expect(await third.answer).toBe('success');
		expect(await (await testbed.deliver(push)).answer).toBe('success');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('tells the workflow the end of the whole window', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		await testbed.say('hello');
		const { meta } = testbed.host.stored[0]?.json as { meta: { receivedAt: string; replyBefore: string } };
		expect(Date.parse(meta.replyBefore) - Date.parse(meta.receivedAt)).toBe(14_500);
		expect(meta).toMatchObject({ held: { whenLonger: 'customerService' } });
	});

	test('seals the reply for the delivery that carries it', async () => {
		testbed = await ConversationTestbed.start(
			{ replyWindow: 'all' },
			{
				parameters: { responseMode: 'responseNode', triggerOptions: { replyWindow: 'all' } },
				credential: { messageEncryption: 'safe' },
			},
		);
		const push = testbed.text({}, 'safe');
		const first = await testbed.deliver(push);
		await testbed.clock.advance(5_000);
		await first.hangUp();
		const second = await testbed.deliver(push);
		testbed.reply(0, 'hello');
		const keys = {
			appid: ACCOUNT.appId,
			token: ACCOUNT.token,
			encodingAesKey: ACCOUNT.encodingAesSecretKey,
		};
		expect(openSealedMessage(await second.answer, keys)).toContain('hello');
	});

	test('ends when the workflow answers that there is no reply', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const delivery = await testbed.say('hello');
		testbed.reply(0);
		expect(await delivery.answer).toBe('success');
	});

	test('ends when n8n ends the response without a word', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const delivery = await testbed.say('hello');
		testbed.host.stored[0]?.end();
		expect(await delivery.answer).toBe('success');
	});

	describe('with a reply after its end', () => {
		let platform: CannedPlatform;
		beforeEach(async () => void (platform = await startCannedPlatform()));
		afterEach(async () => await platform.close());
		const lateReply = async (options: object, reply?: PassiveReply) => {
			const all = { replyWindow: 'all', ...options };
			testbed = await ConversationTestbed.start(all, {
				parameters: { responseMode: 'responseNode', triggerOptions: all },
				credential: { apiHost: 'custom', customApiHost: platform.url },
			});
			const third = await testbed.deliverThrice(testbed.text());
			await testbed.clock.advance(4_500);
			expect(await third.answer).toBe('success');
			if (!reply) return testbed.reply(0, 'hello');
			testbed.host.stored[0]?.reply(encodeReplies([replyXml(reply, TEXT, 1)]));
		};
		test('sends it as a customer service message', async () => {
			await lateReply({});
			while (platform.received.length === 0) await turn();
			expect(JSON.parse(String(platform.received[0]?.body))).toEqual({
				touser: TEXT.FromUserName,
				msgtype: 'text',
				text: { content: 'hello' },
			});
			expect(testbed.host.log).toEqual([]);
		});

		test.each<[PassiveReply, object]>([
			[
				{ type: 'image', mediaId: 'M' },
				{ msgtype: 'image', image: { media_id: 'M' } },
			],
			[
				{ type: 'voice', mediaId: 'M' },
				{ msgtype: 'voice', voice: { media_id: 'M' } },
			],
			[
				{ type: 'music', thumbMediaId: 'T', title: 't', musicUrl: 'https://m', hqMusicUrl: 'https://h' },
				{
					msgtype: 'music',
					music: {
						title: 't',
						description: '',
						musicurl: 'https://m',
						hqmusicurl: 'https://h',
						thumb_media_id: 'T',
					},
				},
			],
			[
				{
					type: 'news',
					articles: [
						{ title: 'a', description: 'd', picUrl: 'p', url: 'u' },
						{ title: 'b', url: 'v' },
					],
				},
				{
					msgtype: 'news',
					news: { articles: [{ title: 'a', description: 'd', picurl: 'p', url: 'u' }] },
				},
			],
		])('sends %j as the message of its kind', async (reply, message) => {
			await lateReply({}, reply);
			while (platform.received.length === 0) await turn();
			expect(JSON.parse(String(platform.received[0]?.body))).toEqual({
				touser: TEXT.FromUserName,
				...message,
			});
		});

		test.each<PassiveReply>([{ type: 'video', mediaId: 'M' }, { type: 'transfer_customer_service' }])(
			'says in the log that %j was lost, which has no other way',
			async (reply) => {
				await lateReply({}, reply);
				while (testbed.host.log.length === 0) await turn();
				expect(testbed.host.log).toEqual([expect.stringContaining('has no other way')]);
				expect(platform.received).toEqual([]);
			},
		);

		test('says in the log that it was lost when that is refused', async () => {
			platform.answer(() => ({ json: { errcode: 48001, errmsg: 'api unauthorized' } }));
			await lateReply({});
			while (testbed.host.log.length === 0) await turn();
			expect(testbed.host.log).toEqual([
				expect.stringMatching(/a reply came when WeChat no longer waited.*48001/s),
			]);
		});

		test('says in the log that it is not known to be sent when something else than WeChat answers', async () => {
			platform.answer(() => ({ json: { status: 'ok' } }));
			await lateReply({});
			while (testbed.host.log.length === 0) await turn();
			expect(testbed.host.log).toEqual([expect.stringContaining('Result unknown')]);
		});

		test('says nothing secret in the log', async () => {
			platform.answer(() => ({ json: { errcode: 99_999, errmsg: `not with ${CANNED_TOKEN}` } }));
			await lateReply({});
			while (testbed.host.log.length === 0) await turn();
			expect(testbed.host.log.join()).toContain('99999');
			expect(testbed.host.log.join()).not.toContain(CANNED_TOKEN);
		});

		test('drops it where that was chosen', async () => {
			await lateReply({ whenLonger: 'nothing' });
			await testbed.clock.advance(60_000);
			expect(platform.received).toEqual([]);
		});
	});

	test('gives a reply once more to a delivery that comes after it, since WeChat comes only when it has got none', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const push = testbed.text();
		const first = await testbed.deliver(push);
		testbed.reply(0, 'hello');
		expect(await first.answer).toBe('hello');
		expect(await (await testbed.deliver(push)).answer).toBe('hello');
		await testbed.clock.advance(15_000);
		expect(await (await testbed.deliver(push)).answer).toBe('success');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('says the waiting text to a delivery that comes when the others have long been given up', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all', whenLonger: 'collect' });
		const push = testbed.text();
		const first = await testbed.deliver(push);
		await testbed.clock.advance(5_000);
		await first.hangUp();
		await testbed.clock.advance(4_500);
		expect(await (await testbed.deliver(push)).answer).toContain('继续');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('attaches a delivery that the trigger is asked for in the same moment as for those that WeChat has left', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const { credentials } = testbed.host;
		const read = credentials.getDecrypted.bind(credentials);
		let release: () => void = () => undefined;
		const isBusy = new Promise<void>((resolve) => (release = resolve));
		jest.spyOn(credentials, 'getDecrypted').mockImplementation(async (...which) => {
			await isBusy;
			return await read(...which);
		});
		const push = testbed.text();
		for (let attempt = 0; attempt < 2; attempt++) await (await testbed.deliver(push)).hangUp();
		const third = await testbed.deliver(push);
		release();
		while (testbed.host.stored.length === 0) await turn();
		await testbed.clock.advance(1_000);
		testbed.reply(0, 'hello');
		expect(await third.answer).toBe('hello');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('counts deliveries that never reached the trigger, so that the last one is answered', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all', whenLonger: 'collect' });
		const push = testbed.text();
		await testbed.clock.advance(5_500);
		const second = await testbed.deliver(push);
		await testbed.clock.advance(5_000);
		await second.hangUp();
		const third = await testbed.deliver(push);
		await testbed.clock.advance(4_500);
		expect(await third.answer).toContain('继续');
		const { meta } = testbed.host.stored[0]?.json as { meta: { receivedAt: string; replyBefore: string } };
		expect(Date.parse(meta.replyBefore) - Date.parse(meta.receivedAt)).toBe(9_500);
	});

	test.each([-3_600_000, 3_600_000])(
		'answers the third delivery in time, with the reply, when the clock is set by %i ms meanwhile',
		async (milliseconds) => {
			testbed = await ConversationTestbed.start({ replyWindow: 'all' });
			const push = testbed.text();
			const third = await testbed.deliverThrice(push);
			testbed.clock.set(milliseconds);
			await testbed.clock.advance(4_000);
			testbed.reply(0, 'hello');
			expect(await third.answer).toBe('hello');
			expect(testbed.host.stored).toHaveLength(1);
		},
	);

	test('holds 200 followers at once, each with the own reply', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		const deliveries = await Promise.all(
			Array.from({ length: 200 }, async (_, index) => await testbed.say('hi', { FromUserName: `o${index}` })),
		);
		await testbed.host.hasReceived(200);
		while (testbed.host.stored.length < 200) await new Promise((resolve) => setImmediate(resolve));
		for (const [index, { json }] of testbed.host.stored.entries())
			testbed.reply(index, String(json.FromUserName));
		const answers = await Promise.all(deliveries.map(async ({ answer }) => await answer));
		expect(answers).toEqual(Array.from({ length: 200 }, (_, index) => `o${index}`));
	});

	test('holds 5000 pushes at a time, and further ones for one delivery', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		for (let index = 0; index < 5_000; index++) {
			expect(hasRoom()).toBe(true);
			holdForExecution(elsewhere(index));
		}
		const delivery = await testbed.say('hello');
		const { meta } = testbed.host.stored[0]?.json as { meta: { receivedAt: string; replyBefore: string } };
		expect(Date.parse(meta.replyBefore) - Date.parse(meta.receivedAt)).toBe(4_500);
		expect(meta).not.toHaveProperty('held');
		await testbed.clock.advance(4_500);
		expect(await delivery.answer).toBe('success');
		// WeChat does not come again for those that are held, so that they end.
		await testbed.clock.advance(5_000);
		const next = await testbed.say('hello');
		testbed.reply(1, 'hi');
		expect(await next.answer).toBe('hi');
		expect(testbed.host.stored[1]?.json).toHaveProperty('meta.held');
	});

	test('while it holds 5000, gives who collects what is there, and again where WeChat has not got it', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all', whenLonger: 'collect' });
		const asked = await testbed.deliverThrice(testbed.text());
		await testbed.clock.advance(4_500);
		await asked.answer;
		testbed.reply(0, 'late answer');
		for (let index = 0; index < 5_000; index++) holdForExecution(elsewhere(index));
		const collecting = testbed.text({ Content: '继续' });
		const deliveries = [await testbed.deliver(collecting), await testbed.deliver(collecting)];
		expect(await Promise.all(deliveries.map(async ({ answer }) => await answer))).toEqual([
			'late answer',
			'late answer',
		]);
		expect(testbed.host.stored).toHaveLength(1);
		// WeChat does not come again for those that are held, so that they end.
		await testbed.clock.advance(9_500);
	});

	/** The first delivery of a push to another trigger. */
	function elsewhere(index: number): TrackedDelivery {
		const conversation = readConversation({ replyWindow: 'all' });
		const workflow = {
			getWorkflow: () => ({ id: 'other' }),
			getNode: () => ({ id: 'node' }),
			getMode: () => 'webhook',
		};
		return {
			n8n: workflow,
			response: Object.assign(new EventEmitter(), {
				status: () => undefined,
				setHeader: () => undefined,
				end: () => undefined,
			}),
			push: { message: { FromUserName: `o${index}`, ToUserName: 'gh' }, encrypted: false },
			receivedAt: testbed.clock.now(),
			waitsSince: testbed.clock.elapsed(),
			conversation,
			key: `other ${index}`,
		} as unknown as TrackedDelivery;
	}
});
