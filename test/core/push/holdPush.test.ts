import {
	type Deliveries,
	holdPush,
	type HeldPush,
	type WaitingConnection,
} from '../../../core/push/holdPush';
import { FakeClock } from './fakeClock';

/** A push on a clock of its own; `log` is what went over its connections and what was left over, in order. */
class Harness {
	readonly clock = new FakeClock();
	readonly log: string[] = [];
	readonly push: HeldPush;
	/** What a delivery after the end is to be answered with. */
	said: string | undefined;
	private deliveries = 0;

	constructor(deliveries: Deliveries, waitingText?: string) {
		this.push = holdPush({
			deliveries,
			finalAnswer: () => waitingText,
			late: (replies) => void this.log.push(`late: ${replies.join(' ')}`),
			over: (said) => {
				this.said = said;
				this.log.push('over');
			},
			now: this.clock.elapsed,
			sleep: this.clock.sleep,
		});
	}

	/** WeChat delivers; it may have hung up by the time at which the trigger is asked. */
	deliver({ isLeft = false, cameAgoMs = 0 } = {}): { hangUp(): void } {
		const name = ++this.deliveries;
		let isOpen = !isLeft;
		let closedAt = isLeft ? this.clock.elapsed() : undefined;
		const write = (what: string) => {
			if (isOpen) this.log.push(`${name}: ${what}`);
			isOpen = false;
		};
		const connection: WaitingConnection = {
			receivedAt: this.clock.elapsed() - cameAgoMs,
			isOpen: () => isOpen,
			closedAt: () => closedAt,
			reply: (document) => write(document),
			acknowledge: () => write('success'),
		};
		this.push.attach(connection);
		return {
			hangUp: () => {
				isOpen = false;
				closedAt = this.clock.elapsed();
			},
		};
	}

	/** WeChat waits for 5 s, hangs up and delivers again. */
	async nextDelivery(connection: { hangUp(): void }): Promise<{ hangUp(): void }> {
		await this.clock.advance(5_000 - (this.clock.elapsed() % 5_000));
		connection.hangUp();
		return this.deliver();
	}
}

describe('a push that is held for all three deliveries', () => {
	test.each([
		[2, 1],
		[7, 2],
		[13, 3],
	])('with an answer after %i s is answered on delivery %i, and once', async (seconds, delivery) => {
		const harness = new Harness(3);
		let connection = harness.deliver();
		for (let after = 5; after <= seconds; after += 5) connection = await harness.nextDelivery(connection);
		await harness.clock.advance((seconds % 5) * 1_000);
		harness.push.answer(['hello']);
		await harness.clock.advance(60_000);
		expect(harness.log).toEqual([`${delivery}: hello`, 'over']);
	});

	test('without an answer lets two deliveries lapse and ends the third with the waiting text, well below 5 s', async () => {
		const harness = new Harness(3, 'thinking');
		await harness.nextDelivery(await harness.nextDelivery(harness.deliver()));
		await harness.clock.advance(4_499);
		expect(harness.log).toEqual([]);
		await harness.clock.advance(1);
		expect(harness.log).toEqual(['3: thinking', 'over']);
		harness.push.answer(['hello']);
		harness.push.answer(['again']);
		expect(harness.log.slice(2)).toEqual(['late: hello']);
	});

	test('with an answer without a reply after its end has nothing to give another way', async () => {
		const harness = new Harness(1, 'thinking');
		harness.deliver();
		await harness.clock.advance(4_500);
		harness.push.answer([]);
		harness.push.answer(['again']);
		expect(harness.log).toEqual(['1: thinking', 'over']);
	});

	test('without an answer and without a waiting text ends the third delivery with success', async () => {
		const harness = new Harness(3);
		await harness.nextDelivery(await harness.nextDelivery(harness.deliver()));
		await harness.clock.advance(4_500);
		expect(harness.log).toEqual(['3: success', 'over']);
	});

	test('with an answer while WeChat is about to hang up waits for the next delivery', async () => {
		const harness = new Harness(3);
		const first = harness.deliver();
		await harness.clock.advance(4_700);
		harness.push.answer(['hello']);
		expect(harness.log).toEqual([]);
		await harness.nextDelivery(first);
		expect(harness.log).toEqual(['2: hello', 'over']);
	});

	test('with an answer between two deliveries gives it to the next one', async () => {
		const harness = new Harness(3);
		const first = harness.deliver();
		await harness.clock.advance(3_000);
		first.hangUp();
		harness.push.answer(['hello']);
		harness.deliver();
		expect(harness.log).toEqual(['2: hello', 'over']);
	});

	test('keeps the answer when WeChat does not come again', async () => {
		const harness = new Harness(3);
		const first = harness.deliver();
		await harness.clock.advance(4_800);
		first.hangUp();
		harness.push.answer(['hello']);
		await harness.clock.advance(60_000);
		expect(harness.log).toEqual(['over', 'late: hello']);
	});

	test('with two answers between two deliveries gives the first one, and once', async () => {
		const harness = new Harness(3);
		harness.deliver().hangUp();
		harness.push.answer(['hello']);
		harness.push.answer(['good-bye']);
		harness.deliver();
		await harness.clock.advance(60_000);
		expect(harness.log).toEqual(['2: hello', 'over']);
	});

	test('with an answer after WeChat has stayed away gives it another way', async () => {
		const harness = new Harness(3);
		harness.deliver().hangUp();
		await harness.clock.advance(60_000);
		harness.push.answer(['hello']);
		expect(harness.log).toEqual(['over', 'late: hello']);
	});

	test('gives the first part and leaves the others', async () => {
		const harness = new Harness(3);
		harness.deliver();
		harness.push.answer(['one', 'two', 'three']);
		expect(harness.log).toEqual(['1: one', 'over', 'late: two three']);
	});

	test('ends without a reply when there is none', async () => {
		const harness = new Harness(3, 'thinking');
		harness.deliver();
		harness.push.answer([]);
		harness.push.answer(['too late']);
		await harness.clock.advance(60_000);
		expect(harness.log).toEqual(['1: success', 'over']);
	});

	test.each([800, 3_000])(
		'counts the last 4.5 s from when WeChat hung up before, if n8n asked the trigger %i ms later',
		async (lag) => {
			const harness = new Harness(3);
			const second = await harness.nextDelivery(harness.deliver());
			await harness.clock.advance(5_000);
			second.hangUp();
			await harness.clock.advance(lag);
			harness.deliver();
			await harness.clock.advance(4_500 - lag);
			expect(harness.log).toEqual(['3: success', 'over']);
		},
	);

	test('answers the last delivery in time when the process hears only after it came that WeChat has left the one before', async () => {
		const harness = new Harness(3, 'thinking');
		const second = await harness.nextDelivery(harness.deliver());
		await harness.clock.advance(5_000);
		second.hangUp();
		harness.deliver({ cameAgoMs: 2_000 });
		await harness.clock.advance(2_500);
		expect(harness.log).toEqual(['3: thinking', 'over']);
	});

	test('waits for a delivery for which n8n asks the trigger 4 s late', async () => {
		const harness = new Harness(3, 'thinking');
		const first = harness.deliver();
		await harness.clock.advance(5_000);
		first.hangUp();
		await harness.clock.advance(4_000);
		harness.deliver();
		harness.push.answer(['hello']);
		expect(harness.log).toEqual(['2: hello', 'over']);
	});

	test('stays with the open delivery when n8n asks for one that WeChat has left', async () => {
		const harness = new Harness(3);
		harness.deliver();
		harness.deliver({ isLeft: true });
		harness.push.answer(['hello']);
		expect(harness.log).toEqual(['1: hello', 'over']);
	});

	test('waits for the third delivery when WeChat has left the second before n8n asks for it', async () => {
		const harness = new Harness(3);
		const first = harness.deliver();
		await harness.clock.advance(5_000);
		first.hangUp();
		await harness.clock.advance(4_000);
		harness.deliver({ isLeft: true });
		await harness.clock.advance(1_000);
		harness.deliver();
		await harness.clock.advance(2_000);
		harness.push.answer(['hello']);
		expect(harness.log).toEqual(['3: hello', 'over']);
	});

	describe('whose first delivery n8n passed on 3 s late, and whose second was lost', () => {
		const thirdOf = async (harness: Harness): Promise<void> => {
			await harness.clock.advance(3_000);
			const first = harness.deliver();
			await harness.clock.advance(2_000);
			first.hangUp();
			await harness.clock.advance(5_500);
			harness.deliver();
		};

		test('answers the third in time', async () => {
			const harness = new Harness(3, 'thinking');
			await thirdOf(harness);
			await harness.clock.advance(3_999);
			expect(harness.log).toEqual([]);
			await harness.clock.advance(1);
			expect(harness.log).toEqual(['2: thinking', 'over']);
		});

		test('gives an answer to the third', async () => {
			const harness = new Harness(3, 'thinking');
			await thirdOf(harness);
			await harness.clock.advance(3_000);
			harness.push.answer(['hello']);
			expect(harness.log).toEqual(['2: hello', 'over']);
		});
	});

	test('answers the third delivery in time when n8n passes on the second, which WeChat has left, after it', async () => {
		const harness = new Harness(3, 'thinking');
		harness.deliver({ isLeft: true });
		await harness.clock.advance(4_000);
		harness.deliver();
		harness.deliver({ isLeft: true });
		await harness.clock.advance(500);
		expect(harness.log).toEqual(['2: thinking', 'over']);
	});

	test('lets an answer go another way when the timer of the last delivery is late, and WeChat may have hung up', () => {
		const harness = new Harness(3, 'thinking');
		harness.deliver({ isLeft: true });
		harness.deliver({ isLeft: true });
		harness.deliver();
		harness.clock.skip(4_900);
		harness.push.answer(['hello']);
		expect(harness.log).toEqual(['3: thinking', 'over', 'late: hello']);
	});

	test('says no waiting text when it turns out in this moment that there is no reply', async () => {
		const harness = new Harness(1, 'thinking');
		harness.deliver();
		harness.clock.skip(4_700);
		harness.push.answer([]);
		await harness.clock.advance(0);
		expect(harness.log).toEqual(['1: success', 'over']);
	});

	test.each([
		['the reply', ['hello'], 'hello'],
		['nothing where there was none', [], undefined],
	])('says %s to a delivery that comes after its end', (_what, replies, said) => {
		const harness = new Harness(3);
		harness.deliver();
		harness.push.answer(replies);
		expect(harness.said).toBe(said);
	});

	test('says a reply that goes another way to no further delivery', async () => {
		const harness = new Harness(3);
		const first = harness.deliver();
		first.hangUp();
		harness.push.answer(['hello']);
		await harness.clock.advance(60_000);
		expect(harness.log).toEqual(['over', 'late: hello']);
		expect(harness.said).toBeUndefined();
	});

	test('that somebody repeats on ever more connections keeps ten of them', async () => {
		const harness = new Harness(3);
		for (let count = 0; count < 15; count++) harness.deliver();
		expect(harness.log).toEqual([11, 12, 13, 14, 15].map((number) => `${number}: success`));
		await harness.clock.advance(4_500);
		expect(harness.log.slice(5)).toHaveLength(11);
	});

	test('that comes once more after its end is acknowledged', async () => {
		const harness = new Harness(3);
		harness.deliver();
		harness.push.answer(['hello']);
		harness.deliver();
		expect(harness.log).toEqual(['1: hello', 'over', '2: success']);
	});
});

describe('a push that is held for one delivery', () => {
	test('ends at 4.5 s with the waiting text', async () => {
		const harness = new Harness(1, 'thinking');
		harness.deliver();
		await harness.clock.advance(4_499);
		expect(harness.log).toEqual([]);
		await harness.clock.advance(1);
		expect(harness.log).toEqual(['1: thinking', 'over']);
	});
});
