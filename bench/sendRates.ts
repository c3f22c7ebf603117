import { compareRounds, median, round3, type RoundRatio } from './measure';
import { processorMs } from './processorTime';
import type { SendTestbed } from './sendTestbed';
import { runOnce } from './sendWorkflow';

/** One side of a ratio. */
export interface SendSpeed {
	/** Messages per second while the node ran, median of the rounds. */
	perSecond: number;
	/** Processor time of n8n per message in milliseconds, median of the rounds: other programs hardly affect it. */
	cpuMs: number;
	/** Messages of one run. */
	items: number;
	/** Calls in flight; `all` when the node starts every item at once. */
	inFlight: number | 'all';
	rounds: number;
}

/** Two cases compared. */
export interface SendRatio extends RoundRatio {
	ours: SendSpeed;
	theirs: SendSpeed;
}

/** A case: a message, and the node that sends it. */
export interface SendCase {
	/** Messages of a run. */
	items: number;
	inFlight: number | 'all';
	node: object;
	/** Number of input items; that of messages by default. */
	given?: number;
}

/** A fresh n8n gets faster during its first ten thousand messages, so one round is not counted. */
const WARM_UP_ROUNDS = 1;

/** Measurements of a case. */
export interface Rates {
	case: SendCase;
	/** Messages per second of each round. */
	rounds: number[];
	/** Milliseconds of processor time per message of each round. */
	cpu: number[];
}

/**
 * Measures several cases on one n8n, alternating by round, so that a machine that slows down affects all of them.
 *
 * @param rounds of each case
 * @throws when a message is refused
 */
export async function measureInTurns<Name extends string>(
	testbed: SendTestbed,
	cases: Record<Name, SendCase>,
	rounds: number,
	log: (line: string) => void,
): Promise<Record<Name, Rates>> {
	const rates = Object.fromEntries(
		Object.entries<SendCase>(cases).map(([name, one]) => [
			name,
			{ case: one, rounds: [] as number[], cpu: [] as number[] },
		]),
	) as Record<Name, Rates>;
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		const order = Object.entries<Rates>(rates);
		// Every other round is reversed, so that no case always follows the same one.
		for (const [, one] of round % 2 === 0 ? order : order.reverse()) {
			const { items, given = items, node } = one.case;
			const before = await processorMs(testbed.host.pid);
			const milliseconds = await runOnce(testbed, node, given);
			if (round < 0) continue;
			one.rounds.push((items * 1000) / milliseconds);
			one.cpu.push(((await processorMs(testbed.host.pid)) - before) / items);
		}
		const shown = Object.entries<Rates>(rates).map(([name, { rounds: seen, cpu }]) => {
			return `${name} ${Math.round(seen.at(-1) ?? 0)}/s (${round3(cpu.at(-1) ?? 0)} ms)`;
		});
		if (round >= 0) log(`round ${round + 1}: ${shown.join(', ')}`);
	}
	return rates;
}

/** Compares two cases measured in the same rounds. */
export function compareRates(ours?: Rates, theirs?: Rates): SendRatio {
	if (!ours || !theirs) throw new Error('A case to compare was not measured');
	const rounds = ({ rounds: rates, cpu }: Rates) => ({ rates, cpu });
	return { ...compareRounds(rounds(ours), rounds(theirs)), ours: speedOf(ours), theirs: speedOf(theirs) };
}

function speedOf({ case: { items, inFlight }, rounds, cpu }: Rates): SendSpeed {
	const perSecond = Math.round(median(rounds) * 10) / 10;
	return { perSecond, cpuMs: round3(median(cpu)), items, inFlight, rounds: rounds.length };
}
