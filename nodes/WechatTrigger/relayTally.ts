import type { PushOutput } from '../../core/push/toOutput';
import { BoundedMap } from '../../core/state/BoundedMap';
import { processStore } from '../../core/state/processStore';

/** Delivery counts of the copies for one receiver since this process started counting. */
export interface RelayTally {
	/** Host and port of the receiver; its path is as secret as a password. */
	host: string;
	/** Copies that did not arrive, and will not be sent again. */
	lost: number;
	/** All copies, including the lost ones. */
	relayed: number;
	/** ISO time of the first counted copy. */
	since: string;
	/** Why the last lost copy was lost; empty while none was. */
	problem: string;
}

/** Beyond this many receivers, the one whose count is oldest is dropped. */
const MAX_TALLIES = 500;

/** By trigger and receiver. */
const tallies = processStore({
	name: 'counts of relayed copies',
	bound: `${MAX_TALLIES} receivers, those that were first relayed to last`,
	elsewhere: 'counts its own copies',
	create: () => new BoundedMap<RelayTally>(MAX_TALLIES),
	size: ({ size }) => ({ receivers: size }),
});

/**
 * Counts one copy.
 *
 * @param trigger identifies workflow and node
 * @param host of the receiver
 * @param problem why it was lost; undefined when it arrived
 * @param now Unix milliseconds
 * @returns the updated tally
 */
export function countCopy(
	trigger: string,
	host: string,
	problem: string | undefined,
	now: number,
): RelayTally {
	const key = `${trigger} ${host}`;
	const tally = tallies().get(key) ?? newTally(key, host, now);
	tally.relayed += 1;
	if (problem !== undefined) {
		tally.lost += 1;
		tally.problem = problem;
	}
	return tally;
}

function newTally(key: string, host: string, now: number): RelayTally {
	const tally = { host, lost: 0, relayed: 0, since: new Date(now).toISOString(), problem: '' };
	tallies().set(key, tally);
	return tally;
}

/**
 * Adds the trigger's losses to the next push under `meta.relay`, since few people read a log.
 *
 * @param output of the trigger
 * @param trigger identifies workflow and node
 * @param hosts that it currently relays to
 * @returns the unchanged output while nothing is lost
 */
export function withLosses(output: PushOutput, trigger: string, hosts: readonly string[]): PushOutput {
	const losses = [...new Set(hosts)].flatMap((host) => {
		const tally = tallies().get(`${trigger} ${host}`);
		return tally && tally.lost > 0 ? [{ ...tally }] : [];
	});
	if (losses.length === 0) return output;
	const lost = losses.reduce((sum, tally) => sum + tally.lost, 0);
	const meta = { ...output.meta, relay: { lost, receivers: losses } };
	return { ...output, meta };
}
