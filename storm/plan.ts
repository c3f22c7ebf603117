import { randomFrom } from './random';

/** What is done to the installation while it works. */
export type Blow =
	| 'kill worker'
	| 'kill webhook processor'
	| 'kill main'
	/** Asked to end while a bulk send is under way. */
	| 'terminate worker'
	| 'restart Redis'
	| 'PostgreSQL away'
	| 'clock an hour back';

/** One blow of the plan. */
export interface PlannedBlow {
	/** Milliseconds after the load began. */
	atMs: number;
	blow: Blow;
	/** Which of two processes of a kind. */
	which: 0 | 1;
}

/** How often each blow falls. */
export type BlowCounts = Readonly<Record<Blow, number>>;

/**
 * Spreads blows over the time of the load, in an order and at moments that the seed decides. Each has a slot of its own, so that
 * no part of the time is spared and they do not all fall together.
 *
 * @param seed any text: the same one gives the same plan
 * @param counts how often each blow falls
 * @param lastsMs how long the load lasts
 */
export function planBlows(seed: string, counts: BlowCounts, lastsMs: number): PlannedBlow[] {
	const random = randomFrom(seed);
	const blows = (Object.entries(counts) as Array<[Blow, number]>).flatMap(([blow, count]) =>
		Array.from({ length: count }, () => blow),
	);
	for (let last = blows.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[blows[last], blows[other]] = [blows[other] as Blow, blows[last] as Blow];
	}
	const slot = lastsMs / blows.length;
	return blows.map((blow, index) => ({
		atMs: Math.round((index + random()) * slot),
		blow,
		which: random() < 0.5 ? 0 : 1,
	}));
}
