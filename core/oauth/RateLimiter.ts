/** How often visitors who are not logged in may trigger something within a minute. */
export interface RateLimits {
	/** By one visitor of one trigger. */
	perVisitor: number;
	/** By all visitors of one trigger. */
	inAll: number;
}

const MINUTE_SECONDS = 60;

/** Counts in fixed windows of a minute, in this process; it keeps no more entries than it allows in one minute. */
export class RateLimiter {
	private minute = 0;
	private readonly counts = new Map<string, number>();

	/** @param limits within a minute of the clock */
	constructor(private readonly limits: RateLimits) {}

	/**
	 * Counts one use, if the limits allow it.
	 *
	 * @param trigger that is visited
	 * @param visitor network address, if known
	 * @param nowSeconds Unix seconds
	 */
	take(trigger: string, visitor: string, nowSeconds: number): boolean {
		const minute = Math.floor(nowSeconds / MINUTE_SECONDS);
		if (minute !== this.minute) this.counts.clear();
		this.minute = minute;
		const { perVisitor, inAll } = this.limits;
		const [own, all] = keysOf(trigger, visitor);
		if (this.count(own) >= perVisitor || this.count(all) >= inAll) return false;
		this.add(own, 1);
		this.add(all, 1);
		return true;
	}

	/** Undoes a {@link take} that turned out to be harmless. */
	release(trigger: string, visitor: string): void {
		for (const key of keysOf(trigger, visitor)) this.add(key, -1);
	}

	/** How many visitors and triggers it currently counts. */
	get size(): number {
		return this.counts.size;
	}

	private count(key: string): number {
		return this.counts.get(key) ?? 0;
	}

	private add(key: string, change: 1 | -1): void {
		const count = this.count(key) + change;
		if (count > 0) this.counts.set(key, count);
		else this.counts.delete(key);
	}
}

function keysOf(trigger: string, visitor: string): [own: string, all: string] {
	return [JSON.stringify([trigger, visitor]), JSON.stringify([trigger])];
}
