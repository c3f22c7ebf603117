import { randomFrom } from './random';

/** A disruption of the running installation. */
export type Disruption =
	| 'kill worker'
	| 'kill webhook processor'
	| 'kill main'
	/** Told to end during a bulk send. */
	| 'terminate worker'
	| 'restart Redis'
	| 'PostgreSQL away'
	| 'clock an hour back';

/** One disruption of the plan. */
export interface PlannedDisruption {
	/** Milliseconds after the load began. */
	atMs: number;
	disruption: Disruption;
	/** Which of two processes of a kind. */
	which: 0 | 1;
}

/** How often each disruption is made. */
export type DisruptionCounts = Readonly<Record<Disruption, number>>;

/**
 * Spreads disruptions over the time of the load, in an order and at times that the seed decides. Each has its own slot, so that no period
 * is spared and they do not all coincide.
 *
 * @param seed any text: the same one gives the same plan
 * @param counts number of each disruption
 * @param lastsMs duration of the load
 */
export function planDisruptions(
	seed: string,
	counts: DisruptionCounts,
	lastsMs: number,
): PlannedDisruption[] {
	const random = randomFrom(seed);
	const disruptions = (Object.entries(counts) as Array<[Disruption, number]>).flatMap(([disruption, count]) =>
		Array.from({ length: count }, () => disruption),
	);
	for (let last = disruptions.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[disruptions[last], disruptions[other]] = [
			disruptions[other] as Disruption,
			disruptions[last] as Disruption,
		];
	}
	const slot = lastsMs / disruptions.length;
	return disruptions.map((disruption, index) => ({
		atMs: Math.round((index + random()) * slot),
		disruption,
		which: random() < 0.5 ? 0 : 1,
	}));
}
