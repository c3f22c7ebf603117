import { isOpenAttempt, withAttempts, withOpenAttempts } from '../errors/attempts';
import { decideRetry } from './retryRule';
import type { ApiPorts } from './wire';

/** How a call may be treated when its result is unknown, and what may come of it. */
export interface CallRule {
	effect: 'read' | 'write';
	/** Whether the platform drops a second copy of this very call. */
	deduplicated?: boolean;
	/** Whether there is time for pauses of a minute. */
	patient?: boolean;
	/** Most bytes of the answer, counted after decompression; left out: 32 MB of what is read, 1 MB of a write. */
	maxBytes?: number;
	/** Properties of which WeChat's answer has one at least: {@link ACKNOWLEDGED}, or what is documented. */
	promised?: readonly string[];
}

/**
 * Makes a call, and again as often as the retry rule allows.
 *
 * @param ports clock and chance
 * @param rule what the call does
 * @param attempt makes the call once
 * @param renewToken gets another token for the next attempt; left out where there is none to renew
 * @throws what the last attempt threw, with a note of how often the call was made, also when `ports.sleep` is cut short; and
 *   whatever `renewToken` rejects with, with that note where an attempt may have been carried out
 */
export async function repeatCall<T>(
	ports: ApiPorts,
	rule: CallRule,
	attempt: () => Promise<T>,
	renewToken?: () => Promise<void>,
): Promise<T> {
	const { effect, deduplicated = false, patient = false } = rule;
	let tokenRenewed = renewToken === undefined;
	let open = 0;
	for (let attempts = 1; ; attempts++) {
		try {
			return await attempt();
		} catch (error) {
			if (isOpenAttempt(error)) open += 1;
			const decision = decideRetry({
				error,
				effect,
				deduplicated,
				patient,
				attempts,
				tokenRenewed,
				random: ports.random(),
			});
			const made = { effect, deduplicated, made: attempts, open };
			if (decision.action === 'stop') throw withAttempts(error, made);
			if (decision.action === 'repeat') {
				// A wait that is cut short leaves the outcome as it was: the call may have been carried out.
				await ports.sleep(decision.delayMs).catch(() => {
					throw withAttempts(error, made);
				});
			} else {
				await renewToken?.().catch((failure: unknown) => {
					throw withOpenAttempts(failure, made);
				});
				tokenRenewed = true;
			}
		}
	}
}
