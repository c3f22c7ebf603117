import { isOpenAttempt, withAttempts, withOpenAttempts } from '../errors/attempts';
import { decideRetry } from './retryRule';
import type { ApiPorts } from './wire';

/** How a call may be treated when its result is unknown, and what its answer may be. */
export interface CallRule {
	effect: 'read' | 'write';
	/** Whether WeChat drops a duplicate of this call. */
	deduplicated?: boolean;
	/** Whether the caller has time for pauses of a minute. */
	mayPause?: boolean;
	/** Maximum size of the answer in bytes after decompression; by default 32 MB for a read, 1 MB for a write. */
	maxBytes?: number;
	/**
	 * Documented properties of WeChat's answer: it has at least one of them, or `errcode`. By default a write promises nothing but `errcode`,
	 * and a read may answer anything.
	 */
	promised?: readonly string[] | 'anything';
}

/**
 * Makes a call, and repeats it as often as the retry rule allows.
 *
 * @param ports clock and randomness
 * @param rule what the call does
 * @param attempt makes the call once
 * @param renewToken gets another token for the next attempt; left out where there is none to renew
 * @throws what the last attempt threw, with the number of attempts added, also when `ports.sleep` is aborted; and whatever `renewToken`
 *   rejects with, unless an attempt may have been carried out: then the error says so
 */
export async function repeatCall<T>(
	ports: ApiPorts,
	rule: CallRule,
	attempt: () => Promise<T>,
	renewToken?: () => Promise<void>,
): Promise<T> {
	const { effect, deduplicated = false, mayPause = false } = rule;
	let tokenRenewed = renewToken === undefined;
	let open = 0;
	/** The error of the last attempt that may have been carried out. */
	let lost: unknown;
	for (let attempts = 1; ; attempts++) {
		try {
			return await attempt();
		} catch (error) {
			if (isOpenAttempt(error)) {
				open += 1;
				lost = error;
			}
			const decision = decideRetry({
				error,
				effect,
				deduplicated,
				mayPause,
				attempts,
				tokenRenewed,
				random: ports.random(),
			});
			const made = { effect, deduplicated, made: attempts, open };
			if (decision.action === 'stop') throw withAttempts(error, made);
			if (decision.action === 'repeat') {
				// An aborted wait does not change the outcome: the call may have been carried out.
				await ports.sleep(decision.delayMs).catch(() => {
					throw withAttempts(error, made);
				});
			} else {
				await renewToken?.().catch((failure: unknown) => {
					throw withOpenAttempts(failure, made, lost);
				});
				tokenRenewed = true;
			}
		}
	}
}
