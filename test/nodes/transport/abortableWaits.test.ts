import { abortableSleep, untilAborted, WaitCancelled } from '../../../nodes/transport/abortableWaits';

/** A signal that counts who listens to it. */
function countedSignal() {
	const controller = new AbortController();
	const { signal } = controller;
	let listeners = 0;
	const add = signal.addEventListener.bind(signal);
	const remove = signal.removeEventListener.bind(signal);
	signal.addEventListener = (...args: Parameters<typeof add>) => {
		listeners += 1;
		add(...args);
	};
	signal.removeEventListener = (...args: Parameters<typeof remove>) => {
		listeners -= 1;
		remove(...args);
	};
	return { controller, signal, listeners: () => listeners };
}

describe('abortableSleep', () => {
	test('a thousand pauses of one execution listen to it once, and leave no listener behind', async () => {
		const { signal, listeners } = countedSignal();
		const pause = abortableSleep(signal);
		const pauses = Array.from({ length: 1000 }, () => pause(1));
		expect(listeners()).toBe(1);
		await Promise.all(pauses);
		expect(listeners()).toBe(0);
	});

	test('a pause ends at once when the execution is cancelled, and none begins after that', async () => {
		const { controller, signal } = countedSignal();
		const pause = abortableSleep(signal);
		const long = pause(1000);
		controller.abort();
		await expect(long).rejects.toBeInstanceOf(WaitCancelled);
		const timers = jest.spyOn(globalThis, 'setTimeout');
		await expect(pause(1000)).rejects.toBeInstanceOf(WaitCancelled);
		expect(timers).not.toHaveBeenCalled();
		timers.mockRestore();
	});
});

describe('untilAborted', () => {
	test('gives what the work gives, or its error, and leaves no listener behind', async () => {
		const { signal, listeners } = countedSignal();
		const share = untilAborted(signal);
		await expect(share(Promise.resolve('done'))).resolves.toBe('done');
		await expect(share(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
		await Promise.resolve();
		expect(listeners()).toBe(0);
	});

	test('ends the wait of a cancelled execution at once, though the work goes on', async () => {
		const { controller, signal } = countedSignal();
		let finish = (_value: string) => {};
		const work = new Promise<string>((resolve) => (finish = resolve));
		const share = untilAborted(signal);
		const early = share(work);
		controller.abort();
		await expect(early).rejects.toBeInstanceOf(WaitCancelled);
		await expect(share(work)).rejects.toBeInstanceOf(WaitCancelled);
		const other = untilAborted(new AbortController().signal)(work);
		finish('token');
		await expect(other).resolves.toBe('token');
	});
});
