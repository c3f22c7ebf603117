import { openSealedMessage } from '../../../core/protocol/sealMessage';
import { ConversationScene } from './conversationScene';
import { ACCOUNT, forgePush, nextText } from './forgePush';

let scene: ConversationScene;

afterEach(async () => {
	jest.restoreAllMocks();
	await scene.host.stop();
});

describe('Reply Window: All Three Deliveries', () => {
	test.each([1, 2, 3])(
		'gives a reply that comes during delivery %i there, from one execution',
		async (during) => {
			scene = await ConversationScene.start({ replyWindow: 'all' });
			const push = forgePush(nextText());
			let delivery = await scene.deliver(push);
			for (let past = 1; past < during; past++) {
				await scene.clock.advance(5_000);
				await delivery.hangUp();
				expect(await delivery.answer).toBe('hung up');
				delivery = await scene.deliver(push);
			}
			await scene.clock.advance(3_000);
			scene.reply(0, 'hello');
			expect(await delivery.answer).toBe('hello');
			expect(scene.host.stored).toHaveLength(1);
		},
	);

	test('without a reply acknowledges the third delivery, and later ones too', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		const push = forgePush(nextText());
		const third = await scene.deliverThrice(push);
		await scene.clock.advance(4_500);
		expect(await third.answer).toBe('success');
		expect(await (await scene.deliver(push)).answer).toBe('success');
		expect(scene.host.stored).toHaveLength(1);
	});

	test('tells the workflow the end of the whole window', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		await scene.say('hello');
		const { meta } = scene.host.stored[0]?.json as { meta: { receivedAt: string; replyBefore: string } };
		expect(Date.parse(meta.replyBefore) - Date.parse(meta.receivedAt)).toBe(14_500);
		expect(meta).toMatchObject({ held: { whenLonger: 'customerService' } });
	});

	test('seals the reply for the delivery that carries it', async () => {
		scene = await ConversationScene.start(
			{ replyWindow: 'all' },
			{
				parameters: { responseMode: 'responseNode', triggerOptions: { replyWindow: 'all' } },
				credential: { messageEncryption: 'safe' },
			},
		);
		const push = forgePush(nextText(), { mode: 'safe' });
		const first = await scene.deliver(push);
		await scene.clock.advance(5_000);
		await first.hangUp();
		const second = await scene.deliver(push);
		scene.reply(0, 'hello');
		const keys = {
			appid: ACCOUNT.appId,
			token: ACCOUNT.token,
			encodingAesKey: ACCOUNT.encodingAesSecretKey,
		};
		expect(openSealedMessage(await second.answer, keys)).toContain('hello');
	});

	test('ends when the workflow answers that there is no reply', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		const delivery = await scene.say('hello');
		scene.reply(0);
		expect(await delivery.answer).toBe('success');
	});

	test('ends when n8n ends the response without a word', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		const delivery = await scene.say('hello');
		scene.host.stored[0]?.end();
		expect(await delivery.answer).toBe('success');
	});

	test('with a reply after its end says in the log that it was lost', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		const third = await scene.deliverThrice(forgePush(nextText()));
		await scene.clock.advance(4_500);
		await third.answer;
		scene.reply(0, 'hello');
		expect(scene.host.log).toEqual([expect.stringContaining('a reply came when WeChat no longer waited')]);
	});

	test('holds 200 followers at once, each with the own reply', async () => {
		scene = await ConversationScene.start({ replyWindow: 'all' });
		const deliveries = await Promise.all(
			Array.from({ length: 200 }, async (_, index) => await scene.say('hi', { FromUserName: `o${index}` })),
		);
		await scene.host.hasReceived(200);
		while (scene.host.stored.length < 200) await new Promise((resolve) => setImmediate(resolve));
		for (const [index, { json }] of scene.host.stored.entries())
			scene.reply(index, String(json.FromUserName));
		const answers = await Promise.all(deliveries.map(async ({ answer }) => await answer));
		expect(answers).toEqual(Array.from({ length: 200 }, (_, index) => `o${index}`));
	});
});
