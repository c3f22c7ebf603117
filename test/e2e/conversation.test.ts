import { type ChatKind, ChatFollower, type ChatTestbed, startChatTestbed, WAITING } from './chatTestbed';

const SECONDS = [2, 8, 13, 40];

let testbed: ChatTestbed;

beforeAll(async () => {
	testbed = await startChatTestbed({ seed: 'conversation' }, (question) => `**Answer** to ${question}`);
}, 600_000);
afterAll(async () => await testbed?.stop());

const set = async (kind: ChatKind, example: string, name: string) =>
	await ChatFollower.add(testbed, { kind, example, name });

test('AI chat: whatever a model needs, the phone shows the answer once, from one execution', async () => {
	// The first execution of an agent loads its modules, which takes seconds.
	const warmUp = await set('certified', 'ai-chat-certified', 'warm-up');
	await warmUp.say('0: hello');
	await warmUp.executions(1);
	const cases = (['certified', 'personal'] as const).flatMap((kind) =>
		SECONDS.map((seconds) => ({ kind, seconds })),
	);
	const outcomes = await Promise.all(
		cases.map(async ({ kind, seconds }) => {
			const follower = await set(kind, `ai-chat-${kind}`, `${kind}, ${seconds} s`);
			const { faultShownToUser } = await follower.say(`${seconds}: hello`);
			const statuses = await follower.executions(1);
			if ((await follower.read()).includes(WAITING)) await follower.say('继续');
			const read = await follower.read();
			return {
				kind,
				seconds,
				faultShownToUser,
				statuses,
				answers: read.filter((text) => text !== WAITING),
				hasWaited: read.includes(WAITING),
				executions: (await follower.executions(1)).length,
			};
		}),
	);
	for (const { kind, seconds, hasWaited, ...outcome } of outcomes) {
		expect({ kind, seconds, ...outcome }).toEqual({
			kind,
			seconds,
			faultShownToUser: false,
			statuses: ['success'],
			answers: [expect.stringContaining(`to ${seconds}: hello`)],
			executions: 1,
		});
		// A busy machine may need longer than the model alone.
		if (seconds === 2) expect({ kind, seconds, hasWaited }).toEqual({ kind, seconds, hasWaited: false });
		if (seconds === 40)
			expect({ kind, seconds, hasWaited }).toMatchObject({ hasWaited: kind === 'personal' });
	}
}, 300_000);

test('FAQ: known questions are answered, others cost neither an execution nor a call of the model', async () => {
	const follower = await set('personal', 'faq', 'faq');
	const { asked } = testbed.model;
	const before = asked.length;
	for (const question of ['请问你们的营业时间？', '讲个笑话', '怎么退款']) await follower.say(question);
	expect(await follower.read()).toEqual([
		'我们每天 9:00–21:00 营业。',
		'七天内可以退款：请在订单页点击“申请退款”。',
	]);
	expect(await follower.executions(2)).toEqual(['success', 'success']);
	expect(asked).toHaveLength(before);
});
