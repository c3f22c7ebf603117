import type { Clock } from './Clock';

interface Timer {
	dueMs: number;
	run: () => void;
	cleared: () => void;
	handle: NodeJS.Timeout | undefined;
}

/** The longest wait of Node's own timers; longer ones would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Timers on the platform's clock: moving the clock past a timer fires it, freezing it delays the timer. */
export class Timers {
	private readonly pending = new Set<Timer>();

	/** @param clock to use */
	constructor(private readonly clock: Clock) {
		clock.onChange(() => this.rearm());
	}

	/**
	 * Runs a task once when the clock has advanced by `delayMs`.
	 *
	 * @param cleared runs instead if {@link clear} is called first
	 * @returns a function that cancels it
	 */
	after(delayMs: number, run: () => void, cleared: () => void = () => undefined): () => void {
		const timer: Timer = { dueMs: this.clock.now() + delayMs, run, cleared, handle: undefined };
		this.pending.add(timer);
		this.arm(timer);
		return () => this.drop(timer);
	}

	/** Cancels everything. */
	clear(): void {
		for (const timer of [...this.pending]) {
			this.drop(timer);
			timer.cleared();
		}
	}

	private rearm(): void {
		for (const timer of this.pending) {
			clearTimeout(timer.handle);
			this.arm(timer);
		}
	}

	private arm(timer: Timer): void {
		const remainingMs = timer.dueMs - this.clock.now();
		if (remainingMs > 0 && this.clock.isFrozen()) return;
		timer.handle = setTimeout(() => this.fire(timer), Math.min(Math.max(0, remainingMs), LONGEST_MS));
	}

	private fire(timer: Timer): void {
		// The machine's timers may fire a millisecond early by its clock.
		if (timer.dueMs - this.clock.now() > 1) return this.arm(timer);
		this.pending.delete(timer);
		timer.run();
	}

	private drop(timer: Timer): void {
		clearTimeout(timer.handle);
		this.pending.delete(timer);
	}
}
