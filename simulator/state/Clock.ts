/** Plain data of the clock, kept in the store. */
export interface ClockState {
	/** Added to real time. */
	offsetMs: number;
	/** The moment at which time stands still, or null while it runs. */
	frozenAtMs: number | null;
}

/** The platform's only source of time, which can be moved and frozen; everything that depends on time uses it. */
export class Clock {
	private readonly listeners: (() => void)[] = [];

	/**
	 * @param state returns the clock's data in the current store
	 * @param realNow Unix milliseconds of the machine
	 */
	constructor(
		private readonly state: () => ClockState,
		private readonly realNow: () => number,
	) {}

	/** Unix milliseconds, whole. */
	now(): number {
		const { frozenAtMs, offsetMs } = this.state();
		return frozenAtMs ?? this.realNow() + offsetMs;
	}

	/** Unix seconds, whole. */
	nowSeconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** Whether time stands still. */
	isFrozen(): boolean {
		return this.state().frozenAtMs !== null;
	}

	/** Moves the clock to a time (Unix milliseconds); it stays frozen or running. */
	moveTo(momentMs: number): void {
		const state = this.state();
		if (state.frozenAtMs === null) state.offsetMs = momentMs - this.realNow();
		else state.frozenAtMs = momentMs;
		this.notify();
	}

	/** Stops the clock where it is, or lets it run on from there. */
	setFrozen(frozen: boolean): void {
		const state = this.state();
		const now = this.now();
		state.frozenAtMs = frozen ? now : null;
		state.offsetMs = now - this.realNow();
		this.notify();
	}

	/** Registers a listener for every change other than the mere passing of time. */
	onChange(listener: () => void): void {
		this.listeners.push(listener);
	}

	private notify(): void {
		for (const listener of this.listeners) listener();
	}
}
