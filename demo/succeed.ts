import type { Execution } from '../host/rest';

/** How long a step of the story may take. */
export const PATIENCE = { timeoutMs: 30_000 };

/**
 * Insists that an execution ended well.
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
