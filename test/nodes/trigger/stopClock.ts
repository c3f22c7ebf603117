import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { FakeClock } from '../../core/push/fakeClock';

/** Puts a clock that stands still in the place of the trigger's, until the mocks are restored. */
export function stopClock(): FakeClock {
	const clock = new FakeClock(Date.now());
	jest.spyOn(hostClock, 'now').mockImplementation(clock.now);
	jest.spyOn(hostClock, 'elapsed').mockImplementation(clock.elapsed);
	jest.spyOn(hostClock, 'sleep').mockImplementation(clock.sleep);
	return clock;
}

/** Lets the process end while the trigger still sleeps, until the mocks are restored: it watches over a held push for seconds. */
export function sleepLightly(): void {
	jest
		.spyOn(hostClock, 'sleep')
		.mockImplementation(
			async (milliseconds) => await new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
		);
}

/** Waits, on the wall, until somebody sleeps by a clock. */
export async function untilAsleep(clock: FakeClock): Promise<void> {
	while (clock.left.length === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Whether a promise is settled by now; a failure of the test leaves no unhandled rejection behind. */
export function watch(promise: Promise<unknown>): () => boolean {
	let isSettled = false;
	const settle = () => void (isSettled = true);
	promise.then(settle, settle);
	return () => isSettled;
}
