import { forgePush, nextText } from './forgePush';
import { stopClock, untilAsleep, watch } from './stopClock';
import { type Started, type Store, TriggerHost } from './triggerHost';

let host: TriggerHost;

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0] = {}) => {
	host = await new TriggerHost(setup).start();
	return host;
};

afterEach(async () => {
	jest.restoreAllMocks();
	await host.stop();
});

/** A store whose first execution waits until the test lets it go. */
function heldStore() {
	let proceed: (fails: boolean) => void = () => {};
	let reached: () => void = () => {};
	const waiting = new Promise<void>((resolve) => (reached = resolve));
	const outcome = new Promise<boolean>((resolve) => (proceed = resolve));
	let calls = 0;
	const store: Store = async () => {
		calls++;
		if (calls > 1) return;
		reached();
		if (await outcome) throw new Error('the database is away');
	};
	return { store, waiting, succeed: () => proceed(false), fail: () => proceed(true) };
}

describe('immediate answer', () => {
	test('comes after the execution has been stored', async () => {
		const { store, waiting, succeed } = heldStore();
		await start({ store });
		let answered = false;
		const answer = host.push(forgePush(nextText())).finally(() => (answered = true));
		await waiting;
		expect(answered).toBe(false);
		succeed();
		expect(await answer).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('is an error when the execution could not be stored', async () => {
		await start({ store: () => Promise.reject(new Error('the database is away')) });
		expect((await host.push(forgePush(nextText()))).status).toBe(500);
	});
});

describe('a push that comes again', () => {
	test('after it was accepted is acknowledged and starts nothing', async () => {
		await start();
		const text = nextText();
		await host.push(forgePush(text));
		const again = await host.push(forgePush(text, { nonce: '99' }));
		expect(again).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('after it could not be stored starts the workflow', async () => {
		let fails = true;
		const store = (_started: Started) => {
			if (fails) throw new Error('the database is away');
		};
		await start({ store });
		const text = nextText();
		expect((await host.push(forgePush(text))).status).toBe(500);
		fails = false;
		expect(await host.push(forgePush(text))).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('while the first is being stored waits for it and starts nothing', async () => {
		const { store, waiting, succeed } = heldStore();
		await start({ store });
		const text = nextText();
		const first = host.push(forgePush(text));
		await waiting;
		const second = host.push(forgePush(text));
		await host.hasReceived(2);
		succeed();
		expect((await first).data).toBe('success');
		expect((await second).data).toBe('success');
		expect(host.stored).toHaveLength(1);
	});

	test('while the first fails to be stored starts the workflow itself', async () => {
		const { store, waiting, fail } = heldStore();
		await start({ store });
		const text = nextText();
		const first = host.push(forgePush(text));
		await waiting;
		const second = host.push(forgePush(text));
		await host.hasReceived(2);
		fail();
		expect((await first).status).toBe(500);
		expect(await second).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('after the sender gave up on the first starts nothing once that one is stored', async () => {
		const { store, waiting, succeed } = heldStore();
		await start({ store });
		const text = nextText();
		const { query, body } = forgePush(text);
		const abort = new AbortController();
		const first = fetch(`${host.url}?${new URLSearchParams(query)}`, {
			method: 'POST',
			body,
			signal: abort.signal,
		});
		await waiting;
		abort.abort();
		await expect(first).rejects.toThrow();
		const second = host.push(forgePush(text));
		await host.hasReceived(2);
		succeed();
		expect(await second).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('is told to come once more when the first is still being stored after 4.5 seconds', async () => {
		const { store, waiting, succeed } = heldStore();
		await start({ store });
		const text = nextText();
		const first = host.push(forgePush(text));
		watch(first);
		await waiting;
		const clock = stopClock();
		const second = host.push(forgePush(text));
		const answered = watch(second);
		await untilAsleep(clock);
		await clock.advance(4_499);
		expect(clock.left).toHaveLength(1);
		expect(answered()).toBe(false);
		await clock.advance(50);
		expect((await second).status).toBe(503);
		succeed();
		expect((await first).data).toBe('success');
		expect(await host.push(forgePush(text))).toMatchObject({ status: 200, data: 'success' });
		expect(host.stored).toHaveLength(1);
	});

	test('starts nothing when the clock has jumped ahead by an hour, and back, since the first', async () => {
		const clock = stopClock();
		await start();
		const timestamp = Math.floor(clock.now() / 1000);
		const repeated = forgePush(nextText(), { timestamp });
		await host.push(repeated);
		clock.set(3_600_000);
		await host.push(forgePush(nextText(), { timestamp: timestamp + 3600 }));
		clock.set(-3_600_000);
		expect((await host.push(repeated)).data).toBe('success');
		expect(host.stored).toHaveLength(2);
	});

	test('with the id of another user is another push', async () => {
		await start();
		const text = nextText();
		await host.push(forgePush(text));
		await host.push(forgePush({ ...text, FromUserName: 'oUSER000000000000000000000002' }));
		expect(host.stored).toHaveLength(2);
	});

	test('in another workflow starts that one as well', async () => {
		const text = nextText();
		const other = await new TriggerHost().start();
		await start();
		await other.push(forgePush(text));
		await host.push(forgePush(text));
		await other.stop();
		expect(host.stored).toHaveLength(1);
	});

	test('to a test URL starts the workflow each time', async () => {
		await start({ mode: 'manual' });
		const text = nextText();
		await host.push(forgePush(text));
		await host.push(forgePush(text));
		expect(host.stored).toHaveLength(2);
	});

	test('encrypted anew is still the same push', async () => {
		await start({ credential: { messageEncryption: 'safe' } });
		const text = nextText();
		await host.push(forgePush(text, { mode: 'safe', nonce: '1' }));
		await host.push(forgePush(text, { mode: 'safe', nonce: '2' }));
		expect(host.stored).toHaveLength(1);
	});

	test('a hundred times at once starts one execution', async () => {
		await start();
		const push = forgePush(nextText());
		const answers = await Promise.all(Array.from({ length: 100 }, () => host.push(push)));
		expect(new Set(answers.map(({ status, data }) => `${status} ${data}`))).toEqual(new Set(['200 success']));
		expect(host.stored).toHaveLength(1);
	});
});
