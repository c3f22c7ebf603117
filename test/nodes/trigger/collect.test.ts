import { resetProcessState } from '../../../core/state/processStore';
import { lateRepliesOf } from '../../../nodes/WechatTrigger/conversation/lateReplies';
import { ConversationTestbed } from './conversationTestbed';

const WAITING = '正在思考，请稍后回复“继续”查看答案。';
const COLLECT = { whenLonger: 'collect' };

let testbed: ConversationTestbed;

afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.host.stop();
});

/** The follower asks something that takes longer, and reads the waiting text. */
async function ask(waiting = WAITING): Promise<void> {
	const delivery = await testbed.say('question');
	await testbed.clock.advance(4_500);
	expect(await delivery.answer).toBe(waiting);
}

/** The follower writes, and reads. */
const exchange = async (text: string) => await (await testbed.say(text)).answer;

describe('Waiting Text, Then Collect', () => {
	test('keeps a late reply for the word, which starts no execution', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		testbed.reply(0, 'late answer');
		expect(await exchange(' 继续 ')).toBe('late answer');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('gives a reply that comes while the collecting message waits', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		const collecting = await testbed.say('继续');
		await testbed.clock.advance(2_000);
		testbed.reply(0, 'late answer');
		expect(await collecting.answer).toBe('late answer');
	});

	test('says the waiting text again while the answer is still on its way', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		const collecting = await testbed.say('继续');
		await testbed.clock.advance(4_500);
		expect(await collecting.answer).toBe(WAITING);
		testbed.reply(0, 'late answer');
		expect(await exchange('继续')).toBe('late answer');
	});

	test('holds a collecting message for all three deliveries, too', async () => {
		testbed = await ConversationTestbed.start({ ...COLLECT, replyWindow: 'all' });
		const asked = await testbed.deliverThrice(testbed.text());
		await testbed.clock.advance(4_500);
		expect(await asked.answer).toBe(WAITING);
		const collecting = await testbed.deliverThrice(testbed.text({ Content: '继续' }));
		testbed.reply(0, 'late answer');
		expect(await collecting.answer).toBe('late answer');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('starts an execution for another message, and does not lose the answer', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		testbed.reply(0, 'late answer');
		const other = await testbed.say('another question');
		testbed.reply(1, 'at once');
		expect(await other.answer).toBe('at once');
		expect(await exchange('继续')).toBe('late answer');
	});

	test('starts an execution for the word when nothing is kept', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		const delivery = await testbed.say('继续');
		testbed.reply(0, 'nothing to continue');
		expect(await delivery.answer).toBe('nothing to continue');
	});

	test('gives several parts one after the other', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		const delivery = await testbed.say('question');
		testbed.reply(0, 'one', 'two', 'three');
		const answers = [await delivery.answer, await exchange('继续'), await exchange('继续')];
		expect(answers).toEqual(['one', 'two', 'three']);
	});

	test('gives nothing to another follower', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		testbed.reply(0, 'late answer');
		const other = await testbed.say('继续', { FromUserName: 'oUSER000000000000000000000002' });
		testbed.reply(1, 'for somebody else');
		expect(await other.answer).toBe('for somebody else');
	});

	test('keeps an answer though the clock jumps ahead by an hour', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		testbed.reply(0, 'late answer');
		testbed.clock.set(3_600_000);
		expect(await exchange('继续')).toBe('late answer');
	});

	test('keeps nothing for longer than 30 minutes', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		testbed.reply(0, 'late answer');
		await testbed.clock.advance(30 * 60_000);
		await testbed.say('继续');
		expect(testbed.host.stored).toHaveLength(2);
	});

	test.each([
		[{ collectWords: ['More', '1'] }, 'more', 'late answer'],
		[{ collectWords: ['More', '1'] }, '１', 'late answer'],
		[{ collectBy: 'any' }, 'whatever', 'late answer'],
	])('with %j takes %j', async (options, word, answer) => {
		testbed = await ConversationTestbed.start({ ...COLLECT, ...options, waitingText: 'please wait' });
		await ask('please wait');
		testbed.reply(0, 'late answer');
		expect(await exchange(word)).toBe(answer);
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('takes no message but a text, even where any text collects', async () => {
		testbed = await ConversationTestbed.start({ ...COLLECT, collectBy: 'any' });
		await ask('正在思考，请稍后回复“继续”查看答案。');
		const picture = { MsgType: 'image', Content: undefined, PicUrl: 'https://p', MediaId: 'M' };
		await testbed.deliver(testbed.text(picture));
		await testbed.deliver(
			testbed.text({ MsgType: 'event', Event: 'CLICK', EventKey: 'k', MsgId: undefined }),
		);
		expect(testbed.host.stored).toHaveLength(3);
	});

	test('says no waiting text when the answer has been on its way for too long', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		await testbed.clock.advance(5 * 60_000 - 1_000);
		const collecting = await testbed.say('继续');
		await testbed.clock.advance(4_500);
		expect(await collecting.answer).toBe('success');
		expect(testbed.host.stored).toHaveLength(1);
	});

	test('with own words starts an execution for the default one', async () => {
		testbed = await ConversationTestbed.start({ ...COLLECT, collectWords: ['more'] });
		await ask('正在思考，请稍后回复“more”查看答案。');
		testbed.reply(0, 'late answer');
		const delivery = await testbed.say('继续');
		testbed.reply(1, 'from an execution');
		expect(await delivery.answer).toBe('from an execution');
	});

	test.each([
		[{ collectWords: ['1', 'more'], waitingText: 'Send {word} later: {word}' }, 'Send 1 later: 1'],
		[{ collectBy: 'any', waitingText: 'Send {word} later' }, 'Send 继续 later'],
		[{ collectWords: ["$'$&"], waitingText: 'Send {word}!' }, "Send $'$&!"],
	])('with %j tells the word in the waiting text', async (options, waiting) => {
		testbed = await ConversationTestbed.start({ ...COLLECT, ...options });
		await ask(waiting);
	});

	test('takes a collecting word that the filters would leave out', async () => {
		testbed = await ConversationTestbed.start(COLLECT, {
			parameters: {
				responseMode: 'responseNode',
				triggerOptions: COLLECT,
				filters: { keywords: { line: [{ match: 'equals', text: 'question', ignoreCase: true }] } },
			},
		});
		await ask();
		testbed.reply(0, 'late answer');
		expect(await exchange('继续')).toBe('late answer');
	});

	test('acknowledges a collecting message when the workflow says that no answer comes', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await ask();
		const collecting = await testbed.say('继续');
		testbed.reply(0);
		expect(await collecting.answer).toBe('success');
	});

	test('tells the workflow until when and by which word an answer is kept', async () => {
		testbed = await ConversationTestbed.start(COLLECT);
		await testbed.say('question');
		const { meta } = testbed.host.stored[0]?.json as { meta: { receivedAt: string } };
		const keptUntil = new Date(Date.parse(meta.receivedAt) + 30 * 60_000).toISOString();
		expect(meta).toMatchObject({ held: { whenLonger: 'collect', keptUntil, collectWord: '继续' } });
	});
});

test('20 replies are kept for each of 1000 followers of 200 accounts, the latest', async () => {
	testbed = await ConversationTestbed.start(COLLECT);
	resetProcessState();
	const replies = Array.from({ length: 25 }, (_, index) => String(index));
	for (let follower = 0; follower <= 1_000; follower++)
		lateRepliesOf('first').put(`o${follower}`, 'push', replies, 0);
	const lateReplies = lateRepliesOf('first');
	expect([lateReplies.size, lateReplies.status('o0', 0), lateReplies.take('o1000', 0)]).toEqual([
		1_000,
		'empty',
		'5',
	]);
	for (let account = 1; account <= 200; account++) lateRepliesOf(`account ${account}`);
	expect([lateRepliesOf('account 200').size, lateRepliesOf('first').size]).toEqual([0, 0]);
});

describe('While Busy', () => {
	test.each([
		[{ whileBusy: 'drop' }, 'success'],
		[{ whileBusy: 'text' }, '上一条消息还在处理中，请稍候。'],
		[{ whileBusy: 'text', busyText: 'wait' }, 'wait'],
	])(
		'%j answers a second message of the same follower with %j, without an execution',
		async (options, answer) => {
			testbed = await ConversationTestbed.start(options);
			const first = await testbed.say('one');
			expect(await exchange('two')).toBe(answer);
			testbed.reply(0, 'hello');
			expect(await first.answer).toBe('hello');
			expect(testbed.host.stored).toHaveLength(1);
		},
	);

	test('lets a message through after the answer, those of others, and events', async () => {
		testbed = await ConversationTestbed.start({ whileBusy: 'drop' });
		await testbed.say('one');
		await testbed.say('two', { FromUserName: 'oUSER000000000000000000000002' });
		await testbed.say('', { MsgType: 'event', Event: 'CLICK', EventKey: 'k', MsgId: undefined });
		expect(testbed.host.stored).toHaveLength(3);
		testbed.reply(0, 'hello');
		testbed.host.stored[2]?.end();
		await testbed.say('three');
		expect(testbed.host.stored).toHaveLength(4);
	});

	test.each([0, -3_600_000, 3_600_000])(
		'lets a message through when an execution has said nothing for two minutes, and the clock was set by %i ms',
		async (milliseconds) => {
			testbed = await ConversationTestbed.start({ whileBusy: 'drop' });
			await testbed.say('one');
			testbed.clock.set(milliseconds);
			await testbed.clock.advance(119_999);
			expect(await exchange('two')).toBe('success');
			await testbed.clock.advance(1);
			await testbed.say('three');
			expect(testbed.host.stored).toHaveLength(2);
		},
	);

	test('starts another execution unless told otherwise', async () => {
		testbed = await ConversationTestbed.start({ replyWindow: 'all' });
		await testbed.say('one');
		await testbed.say('two');
		expect(testbed.host.stored).toHaveLength(2);
	});
});
