import type { Execution } from '../host/rest';

/** Timeout of a step of the story. */
export const STEP_TIMEOUT = { timeoutMs: 30_000 };

/**
 * Checks that an execution succeeded.
 *
 * @throws with the execution's own error otherwise
 */
export function succeed(execution: Execution | undefined): Execution {
	if (execution?.status === 'success') return execution;
	const error = execution?.data.resultData.error;
	throw new Error(
		`Execution ${execution?.id} ended as ${execution?.status}: ${error?.message} ${error?.description ?? ''}`,
	);
}
