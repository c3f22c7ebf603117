import { randomInt } from 'node:crypto';
import type { ApiPorts } from '../../core/api/wire';
import { MOST_ACCOUNTS, newTokenState } from '../../core/api/tokenState';
import { processStore } from '../../core/state/processStore';
import { abortableSleep, untilAborted } from './abortableWaits';
import { abortGroup } from './abortGroup';
import { type N8nRequest, sendThroughN8n } from './sendThroughN8n';

const RANDOM_STEPS = 2 ** 32;

/** Token requests of this process, shared by its executions. */
export const tokenState = processStore({
	name: 'requests for access tokens, and forced renewals',
	bound: `requests under way; of what came of them, ${MOST_ACCOUNTS} accounts each, the latest ones`,
	elsewhere:
		'asks for its own, or waits for the one that asks for all (decision 003); forced renewals are stored with the token',
	create: () => newTokenState(randomFraction()),
	size: ({ inFlight, recent, forced }) => ({
		requests: inFlight.size,
		tokens: recent.size,
		renewed: forced.size,
	}),
});

function randomFraction(): number {
	return randomInt(RANDOM_STEPS) / RANDOM_STEPS;
}

/**
 * The real clock, randomness and network of the n8n process.
 *
 * @param request n8n's function that sends requests
 * @param signal ends waits when the execution is canceled
 */
export function hostPorts(request: N8nRequest, signal?: AbortSignal): ApiPorts {
	const calls = abortGroup(signal);
	return {
		send: (wire) => sendThroughN8n(request, wire, calls),
		now: () => Date.now(),
		sleep: abortableSleep(signal),
		random: randomFraction,
		share: untilAborted(signal),
	};
}
