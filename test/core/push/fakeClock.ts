/** A clock that moves when told, and lets sleepers go on the way; the time of day that it shows can be set as well. */
export class FakeClock {
	/** Begins elsewhere than the time of day, so that the two are not mistaken for each other. */
	private time = 5_000_000;
	private ahead: number;
	private sleepers: Array<{ until: number; wake: () => void }> = [];

	constructor(startMs = 1_800_000_000_000) {
		this.ahead = startMs - this.time;
	}

	/** The time of day, Unix milliseconds. */
	readonly now = (): number => this.time + this.ahead;

	/** Milliseconds since some moment, whatever the time of day is set to. */
	readonly elapsed = (): number => this.time;

	readonly sleep = async (milliseconds: number): Promise<void> =>
		await new Promise<void>((wake) => this.sleepers.push({ until: this.time + milliseconds, wake }));

	/** How many ms those who sleep still do. */
	get left(): number[] {
		return this.sleepers.map(({ until }) => until - this.time);
	}

	/** Sets the time of day, while no time passes. */
	set(milliseconds: number): void {
		this.ahead += milliseconds;
	}

	/** Moves on while the process is too busy to wake anybody. */
	skip(milliseconds: number): void {
		this.time += milliseconds;
	}

	/** Moves on, waking everybody in the order in which they are due. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.time + milliseconds;
		for (;;) {
			await settle();
			const [next] = this.sleepers.filter(({ until }) => until <= end).sort((a, b) => a.until - b.until);
			if (!next) break;
			this.sleepers.splice(this.sleepers.indexOf(next), 1);
			this.time = Math.max(this.time, next.until);
			next.wake();
		}
		this.time = end;
		await settle();
	}
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
	await new Promise<void>((resolve) => setImmediate(resolve));
}
