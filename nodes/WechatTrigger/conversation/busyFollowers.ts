import { BoundedMap } from '../../../core/state/BoundedMap';
import { processStore } from '../../../core/state/processStore';
import { accountOf, type TrackedDelivery, followerOf } from './TrackedDelivery';
import { hostClock } from '../hostClock';

/** A failed execution reports nothing back, so after this time its follower no longer counts as busy. */
const BUSY_MS = 120_000;

/** Beyond this many followers, the one whose execution began first no longer counts as busy. */
const MAX_FOLLOWERS = 10_000;

/** Executions of one follower; beyond this, the one that began first is forgotten. */
const MAX_RUNS = 20;

/** When each push whose answer is pending arrived, by follower and push, in milliseconds of the monotonic clock. */
const runs = processStore({
	name: 'followers whose answer is on its way',
	bound: `two minutes, ${MAX_RUNS} pushes of a follower, ${MAX_FOLLOWERS} followers, the latest ones`,
	elsewhere: 'does not know that the follower is busy, and starts another execution',
	create: () => new BoundedMap<BoundedMap<number>>(MAX_FOLLOWERS),
	size: (followers) => ({
		followers: followers.size,
		pushesOfOne: Math.max(0, ...[...followers.values()].map(({ size }) => size)),
	}),
});

/** Records that an execution for a follower begins. */
export function beginRun(delivery: TrackedDelivery): void {
	const follower = nameOf(delivery);
	const own = runs().get(follower) ?? new BoundedMap<number>(MAX_RUNS);
	runs().set(follower, own.set(delivery.key, hostClock.elapsed()));
}

/** Records that the execution has answered, or has ended the wait without an answer. */
export function endRun(delivery: TrackedDelivery): void {
	const follower = nameOf(delivery);
	const own = runs().get(follower);
	own?.delete(delivery.key);
	if (own?.size === 0) runs().delete(follower);
}

/** Whether the answer to an earlier push of the follower is pending. */
export function isBusy(delivery: TrackedDelivery): boolean {
	const now = hostClock.elapsed();
	const since = [...(runs().get(nameOf(delivery))?.values() ?? [])];
	return since.some((begunAt) => now - begunAt < BUSY_MS);
}

function nameOf(delivery: TrackedDelivery): string {
	return `${accountOf(delivery)} ${followerOf(delivery)}`;
}
