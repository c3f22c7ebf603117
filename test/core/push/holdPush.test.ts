import {
	type Deliveries,
	holdPush,
	type HeldPush,
	type WaitingConnection,
} from '../../../core/push/holdPush';
import { FakeClock } from './fakeClock';

/** A push on a clock of its own; `log` is what went over its connections and what was left over, in order. */
class Scene {
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
		const scene = new Scene(3);
		let connection = scene.deliver();
		for (let after = 5; after <= seconds; after += 5) connection = await scene.nextDelivery(connection);
		await scene.clock.advance((seconds % 5) * 1_000);
		scene.push.answer(['hello']);
		await scene.clock.advance(60_000);
		expect(scene.log).toEqual([`${delivery}: hello`, 'over']);
	});

	test('without an answer lets two deliveries lapse and ends the third with the waiting text, well below 5 s', async () => {
		const scene = new Scene(3, 'thinking');
		await scene.nextDelivery(await scene.nextDelivery(scene.deliver()));
		await scene.clock.advance(4_499);
		expect(scene.log).toEqual([]);
		await scene.clock.advance(1);
		expect(scene.log).toEqual(['3: thinking', 'over']);
		scene.push.answer(['hello']);
		scene.push.answer(['again']);
		expect(scene.log.slice(2)).toEqual(['late: hello']);
	});

	test('with an answer without a reply after its end has nothing to give another way', async () => {
		const scene = new Scene(1, 'thinking');
		scene.deliver();
		await scene.clock.advance(4_500);
		scene.push.answer([]);
		scene.push.answer(['again']);
		expect(scene.log).toEqual(['1: thinking', 'over']);
	});

	test('without an answer and without a waiting text ends the third delivery with success', async () => {
		const scene = new Scene(3);
		await scene.nextDelivery(await scene.nextDelivery(scene.deliver()));
		await scene.clock.advance(4_500);
		expect(scene.log).toEqual(['3: success', 'over']);
	});

	test('with an answer while WeChat is about to hang up waits for the next delivery', async () => {
		const scene = new Scene(3);
		const first = scene.deliver();
		await scene.clock.advance(4_700);
		scene.push.answer(['hello']);
		expect(scene.log).toEqual([]);
		await scene.nextDelivery(first);
		expect(scene.log).toEqual(['2: hello', 'over']);
	});

	test('with an answer between two deliveries gives it to the next one', async () => {
		const scene = new Scene(3);
		const first = scene.deliver();
		await scene.clock.advance(3_000);
		first.hangUp();
		scene.push.answer(['hello']);
		scene.deliver();
		expect(scene.log).toEqual(['2: hello', 'over']);
	});

	test('keeps the answer when WeChat does not come again', async () => {
		const scene = new Scene(3);
		const first = scene.deliver();
		await scene.clock.advance(4_800);
		first.hangUp();
		scene.push.answer(['hello']);
		await scene.clock.advance(60_000);
		expect(scene.log).toEqual(['over', 'late: hello']);
	});

	test('with two answers between two deliveries gives the first one, and once', async () => {
		const scene = new Scene(3);
		scene.deliver().hangUp();
		scene.push.answer(['hello']);
		scene.push.answer(['good-bye']);
		scene.deliver();
		await scene.clock.advance(60_000);
		expect(scene.log).toEqual(['2: hello', 'over']);
	});

	test('with an answer after WeChat has stayed away gives it another way', async () => {
		const scene = new Scene(3);
		scene.deliver().hangUp();
		await scene.clock.advance(60_000);
		scene.push.answer(['hello']);
		expect(scene.log).toEqual(['over', 'late: hello']);
	});

	test('gives the first part and leaves the others', async () => {
		const scene = new Scene(3);
		scene.deliver();
		scene.push.answer(['one', 'two', 'three']);
		expect(scene.log).toEqual(['1: one', 'over', 'late: two three']);
	});

	test('ends without a reply when there is none', async () => {
		const scene = new Scene(3, 'thinking');
		scene.deliver();
		scene.push.answer([]);
		scene.push.answer(['too late']);
		await scene.clock.advance(60_000);
		expect(scene.log).toEqual(['1: success', 'over']);
	});

	test.each([800, 3_000])(
		'counts the last 4.5 s from when WeChat hung up before, if n8n asked the trigger %i ms later',
		async (lag) => {
			const scene = new Scene(3);
			const second = await scene.nextDelivery(scene.deliver());
			await scene.clock.advance(5_000);
			second.hangUp();
			await scene.clock.advance(lag);
			scene.deliver();
			await scene.clock.advance(4_500 - lag);
			expect(scene.log).toEqual(['3: success', 'over']);
		},
	);

	test('answers the last delivery in time when the process hears only after it came that WeChat has left the one before', async () => {
		const scene = new Scene(3, 'thinking');
		const second = await scene.nextDelivery(scene.deliver());
		await scene.clock.advance(5_000);
		second.hangUp();
		scene.deliver({ cameAgoMs: 2_000 });
		await scene.clock.advance(2_500);
		expect(scene.log).toEqual(['3: thinking', 'over']);
	});

	test('waits for a delivery for which n8n asks the trigger 4 s late', async () => {
		const scene = new Scene(3, 'thinking');
		const first = scene.deliver();
		await scene.clock.advance(5_000);
		first.hangUp();
		await scene.clock.advance(4_000);
		scene.deliver();
		scene.push.answer(['hello']);
		expect(scene.log).toEqual(['2: hello', 'over']);
	});

	test('stays with the open delivery when n8n asks for one that WeChat has left', async () => {
		const scene = new Scene(3);
		scene.deliver();
		scene.deliver({ isLeft: true });
		scene.push.answer(['hello']);
		expect(scene.log).toEqual(['1: hello', 'over']);
	});

	test('waits for the third delivery when WeChat has left the second before n8n asks for it', async () => {
		const scene = new Scene(3);
		const first = scene.deliver();
		await scene.clock.advance(5_000);
		first.hangUp();
		await scene.clock.advance(4_000);
		scene.deliver({ isLeft: true });
		await scene.clock.advance(1_000);
		scene.deliver();
		await scene.clock.advance(2_000);
		scene.push.answer(['hello']);
		expect(scene.log).toEqual(['3: hello', 'over']);
	});

	describe('whose first delivery n8n passed on 3 s late, and whose second was lost', () => {
		const thirdOf = async (scene: Scene): Promise<void> => {
			await scene.clock.advance(3_000);
			const first = scene.deliver();
			await scene.clock.advance(2_000);
			first.hangUp();
			await scene.clock.advance(5_500);
			scene.deliver();
		};

		test('answers the third in time', async () => {
			const scene = new Scene(3, 'thinking');
			await thirdOf(scene);
			await scene.clock.advance(3_999);
			expect(scene.log).toEqual([]);
			await scene.clock.advance(1);
			expect(scene.log).toEqual(['2: thinking', 'over']);
		});

		test('gives an answer to the third', async () => {
			const scene = new Scene(3, 'thinking');
			await thirdOf(scene);
			await scene.clock.advance(3_000);
			scene.push.answer(['hello']);
			expect(scene.log).toEqual(['2: hello', 'over']);
		});
	});

	test('answers the third delivery in time when n8n passes on the second, which WeChat has left, after it', async () => {
		const scene = new Scene(3, 'thinking');
		scene.deliver({ isLeft: true });
		await scene.clock.advance(4_000);
		scene.deliver();
		scene.deliver({ isLeft: true });
		await scene.clock.advance(500);
		expect(scene.log).toEqual(['2: thinking', 'over']);
	});

	test('lets an answer go another way when the timer of the last delivery is late, and WeChat may have hung up', () => {
		const scene = new Scene(3, 'thinking');
		scene.deliver({ isLeft: true });
		scene.deliver({ isLeft: true });
		scene.deliver();
		scene.clock.skip(4_900);
		scene.push.answer(['hello']);
		expect(scene.log).toEqual(['3: thinking', 'over', 'late: hello']);
	});

	test('says no waiting text when it turns out in this moment that there is no reply', async () => {
		const scene = new Scene(1, 'thinking');
		scene.deliver();
		scene.clock.skip(4_700);
		scene.push.answer([]);
		await scene.clock.advance(0);
		expect(scene.log).toEqual(['1: success', 'over']);
	});

	test.each([
		['the reply', ['hello'], 'hello'],
		['nothing where there was none', [], undefined],
	])('says %s to a delivery that comes after its end', (_what, replies, said) => {
		const scene = new Scene(3);
		scene.deliver();
		scene.push.answer(replies);
		expect(scene.said).toBe(said);
	});

	test('says a reply that goes another way to no further delivery', async () => {
		const scene = new Scene(3);
		const first = scene.deliver();
		first.hangUp();
		scene.push.answer(['hello']);
		await scene.clock.advance(60_000);
		expect(scene.log).toEqual(['over', 'late: hello']);
		expect(scene.said).toBeUndefined();
	});

	test('that somebody repeats on ever more connections keeps ten of them', async () => {
		const scene = new Scene(3);
		for (let count = 0; count < 15; count++) scene.deliver();
		expect(scene.log).toEqual([11, 12, 13, 14, 15].map((number) => `${number}: success`));
		await scene.clock.advance(4_500);
		expect(scene.log.slice(5)).toHaveLength(11);
	});

	test('that comes once more after its end is acknowledged', async () => {
		const scene = new Scene(3);
		scene.deliver();
		scene.push.answer(['hello']);
		scene.deliver();
		expect(scene.log).toEqual(['1: hello', 'over', '2: success']);
	});
});

describe('a push that is held for one delivery', () => {
	test('ends at 4.5 s with the waiting text', async () => {
		const scene = new Scene(1, 'thinking');
		scene.deliver();
		await scene.clock.advance(4_499);
		expect(scene.log).toEqual([]);
		await scene.clock.advance(1);
		expect(scene.log).toEqual(['1: thinking', 'over']);
	});
});
