import type { FakeClock } from '../../core/push/fakeClock';
import { forgePush, nextText } from './forgePush';
import { stopClock, untilAsleep, watch } from './stopClock';
import { TriggerHost } from './triggerHost';

const REPLY = '<xml><MsgType><![CDATA[text]]></MsgType></xml>';

let host: TriggerHost;
let clock: FakeClock;

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0]) =>
	await new TriggerHost({ parameters: { responseMode: 'responseNode' }, ...setup }).start();

beforeEach(() => {
	clock = stopClock();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await host.stop();
});

/** Sends a push and measures how long the answer took. */
async function timed() {
	const before = Date.now();
	const { status, data, headers } = await host.push(forgePush(nextText()));
	return { status, data, length: headers['content-length'] as unknown, milliseconds: Date.now() - before };
}

describe('a push that is held open', () => {
	test('is answered with the reply of a later node', async () => {
		host = await start({ store: ({ reply }) => reply(REPLY) });
		expect(await timed()).toMatchObject({ status: 200, data: REPLY });
	});

	test('is acknowledged when n8n ends the response without a reply, as it does in queue mode', async () => {
		host = await start({ store: ({ end }) => end() });
		expect(await timed()).toMatchObject({ status: 200, data: 'success' });
	});

	test('that is not selected is acknowledged at once', async () => {
		host = await start({ parameters: { responseMode: 'responseNode', events: ['image'] } });
		const answer = await timed();
		expect(answer).toMatchObject({ status: 200, data: 'success' });
		expect(answer.milliseconds).toBeLessThan(2_000);
		expect(host.stored).toHaveLength(0);
	});

	test('and sent again meanwhile gets no second execution', async () => {
		let reply: (body: string) => void = () => {};
		host = await start({ store: (started) => void (reply = started.reply) });
		const push = forgePush(nextText());
		const first = host.push(push);
		const second = host.push(push);
		await new Promise((resolve) => setImmediate(resolve));
		while (host.stored.length === 0) await new Promise((resolve) => setImmediate(resolve));
		reply(REPLY);
		const bodies = [(await first).data, (await second).data].sort();
		expect(bodies).toEqual([REPLY, 'success'].sort());
		expect(host.stored).toHaveLength(1);
	});

	test('without a reply is acknowledged at 4.5 seconds, and a reply that comes too late does no harm', async () => {
		let late: (body: string) => void = () => {};
		host = await start({ store: ({ reply }) => void (late = reply) });
		const answer = timed();
		const answered = watch(answer);
		await untilAsleep(clock);
		expect(clock.left).toEqual([4_500]);
		await clock.advance(4_499);
		expect(clock.left).toEqual([1]);
		expect(answered()).toBe(false);
		await clock.advance(1);
		expect(await answer).toMatchObject({ status: 200, data: 'success', length: '7' });
		expect(() => late(REPLY)).toThrow();
		host.setup.store = ({ reply }) => reply(REPLY);
		expect(await timed()).toMatchObject({ status: 200, data: REPLY });
	});

	test('whose workflow fails is acknowledged at 4.5 seconds: WeChat sees no error', async () => {
		host = await start({ store: () => Promise.reject(new Error('node failed')) });
		const answer = timed();
		watch(answer);
		await untilAsleep(clock);
		expect(clock.left).toEqual([4_500]);
		await clock.advance(4_500);
		expect(await answer).toMatchObject({ status: 200, data: 'success' });
	});
});
