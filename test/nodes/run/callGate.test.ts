import { callGate } from '../../../nodes/Wechat/run/callGate';
import { createKeyedMutex } from '../../../nodes/shared/concurrency';

/** A promise that the test settles itself. */
function held() {
	let release = () => {};
	const promise = new Promise<void>((resolve) => (release = resolve));
	return { promise, release };
}

const noPause = async () => {};

describe('callGate', () => {
	test('lets no more calls through than allowed, and the next one as soon as one has ended', async () => {
		const gate = callGate({ inFlight: 2, perSecond: 0 }, () => 0, noPause);
		const calls = [held(), held(), held(), held()];
		const begun: number[] = [];
		const all = calls.map(({ promise }, index) =>
			gate(async () => {
				begun.push(index);
				await promise;
				return index;
			}),
		);
		await Promise.resolve();
		await Promise.resolve();
		expect(begun).toEqual([0, 1]);
		calls[1]?.release();
		await all[1];
		await new Promise(setImmediate);
		expect(begun).toEqual([0, 1, 2]);
		calls.forEach(({ release }) => release());
		expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
	});

	test('a call that comes after a place was passed on waits for the next one', async () => {
		const gate = callGate({ inFlight: 1, perSecond: 0 }, () => 0, noPause);
		const calls = [held(), held(), held()];
		const begun: number[] = [];
		const begin = async (index: number) =>
			await gate(async () => {
				begun.push(index);
				await calls[index]?.promise;
			});
		const [first] = [begin(0), begin(1)];
		calls[0]?.release();
		await first;
		await new Promise(setImmediate);
		const last = begin(2);
		await new Promise(setImmediate);
		expect(begun).toEqual([0, 1]);
		calls.forEach(({ release }) => release());
		await last;
		expect(begun).toEqual([0, 1, 2]);
	});

	test('a call that fails gives its place to the next one, and its error to its caller', async () => {
		const gate = callGate({ inFlight: 1, perSecond: 0 }, () => 0, noPause);
		const failing = gate(async () => await Promise.reject(new Error('refused')));
		const next = gate(async () => 'done');
		await expect(failing).rejects.toThrow('refused');
		expect(await next).toBe('done');
	});

	test('spaces the calls of one item as well: 4 a second begin 250 ms apart', async () => {
		let now = 5000;
		const begun: number[] = [];
		const pause = async (milliseconds: number) => void (now += milliseconds);
		const gate = callGate({ inFlight: 1, perSecond: 4 }, () => now, pause);
		await Promise.all([1, 2, 3].map(async () => await gate(async () => begun.push(now))));
		expect(begun).toEqual([5000, 5250, 5500]);
	});

	test('a pause that is cut short makes no call and gives the place on', async () => {
		let cut = false;
		const pause = async () => {
			if (!cut) return;
			throw new Error('cut short');
		};
		const gate = callGate({ inFlight: 1, perSecond: 1 }, () => 0, pause);
		const work = jest.fn(async () => 'done');
		await gate(work);
		cut = true;
		await expect(gate(work)).rejects.toThrow('cut short');
		expect(work).toHaveBeenCalledTimes(1);
		cut = false;
		expect(await gate(work)).toBe('done');
	});
});

describe('createKeyedMutex', () => {
	test('the same key waits until the turn is given back, first come first served', async () => {
		const turn = createKeyedMutex();
		const order: string[] = [];
		const first = await turn('anna');
		const second = turn('anna').then((release) => {
			order.push('second');
			return release;
		});
		const third = turn('anna').then(() => order.push('third'));
		await new Promise(setImmediate);
		expect(order).toEqual([]);
		first();
		(await second)();
		await third;
		expect(order).toEqual(['second', 'third']);
	});

	test('another key does not wait', async () => {
		const turn = createKeyedMutex();
		await turn('anna');
		const release = await turn('ben');
		expect(release).toBeInstanceOf(Function);
	});
});
