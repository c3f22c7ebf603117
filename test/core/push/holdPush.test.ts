import {
	type Deliveries,
	holdPush,
	type HeldPush,
	type WaitingConnection,
	windowEnd,
} from '../../../core/push/holdPush';
import { FakeClock } from './fakeClock';

/** A push on a clock of its own; `log` is what went over its connections and what was left over, in order. */
class Scene {
	readonly clock = new FakeClock();
	readonly log: string[] = [];
	readonly push: HeldPush;
	private deliveries = 0;

	constructor(deliveries: Deliveries, waitingText?: string) {
		this.push = holdPush({
			deliveries,
			lastWord: () => waitingText,
			late: (replies) => void this.log.push(`late: ${replies.join(' ')}`),
			over: () => void this.log.push('over'),
			now: this.clock.now,
			sleep: this.clock.sleep,
		});
	}

	/** WeChat delivers. */
	deliver(): { hangUp(): void } {
		const name = ++this.deliveries;
		let isOpen = true;
		let closedAt: number | undefined;
		const write = (what: string) => {
			if (isOpen) this.log.push(`${name}: ${what}`);
			isOpen = false;
		};
		const connection: WaitingConnection = {
			receivedAt: this.clock.now(),
			isOpen: () => isOpen,
			closedAt: () => closedAt,
			reply: (document) => write(document),
			acknowledge: () => write('success'),
		};
		this.push.attach(connection);
		return {
			hangUp: () => {
				isOpen = false;
				closedAt = this.clock.now();
			},
		};
	}

	/** WeChat waits for 5 s, hangs up and delivers again. */
	async nextDelivery(connection: { hangUp(): void }): Promise<{ hangUp(): void }> {
		await this.clock.advance(5_000 - ((this.clock.now() - 1_800_000_000_000) % 5_000));
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

	test('without an answer and without a waiting text ends the third delivery with success', async () => {
		const scene = new Scene(3);
		await scene.nextDelivery(await scene.nextDelivery(scene.deliver()));
		await scene.clock.advance(4_500);
		expect(scene.log).toEqual(['3: success', 'over']);
	});

	test('counts the last 4.5 s from when WeChat hung up before, if n8n was late to ask the trigger', async () => {
		const scene = new Scene(3);
		const second = await scene.nextDelivery(scene.deliver());
		await scene.clock.advance(5_000);
		second.hangUp();
		await scene.clock.advance(800);
		scene.deliver();
		await scene.clock.advance(3_700);
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

test.each([
	[1, 4_500],
	[3, 14_500],
] as const)('the window of %i deliveries ends %i ms after the first', (deliveries, milliseconds) => {
	expect(windowEnd(1_000, deliveries)).toBe(1_000 + milliseconds);
});
