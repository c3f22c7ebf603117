import { WaitCancelled } from '../transport/abortableWaits';
import { describeFailure, type FailureContext, refusalCodes } from '../transport/describeFailure';
import type { ItemContext } from './itemContexts';

/** Why something optional is missing from an output, where it stands under the name of what is missing. */
export type Problem = {
	/** What happened and what to do, without secrets. */
	problem: string;
	/** Of WeChat, when it refused. */
	errcode?: number;
};

/**
 * Does optional work, such as downloading the picture of a QR code that has just been created: when it fails, the result of the
 * item stands, and says why the optional part is missing.
 *
 * @param item the item that is worked on
 * @param work gives the optional part; its calls only read
 * @param instead takes the reason, and gives what takes the place of that part
 * @param hints advice for codes that mean something particular here
 * @throws only when the execution or the run has been ended
 */
export async function bestEffort<T>(
	{ n8n, connection }: ItemContext,
	work: () => Promise<T>,
	instead: (problem: Problem) => T,
	hints?: FailureContext['hints'],
): Promise<T> {
	return await work().catch((error: unknown) => {
		if (error instanceof WaitCancelled || n8n.getExecutionCancelSignal()?.aborted) throw error;
		return instead(problemOf(error, { now: connection.now(), hints, secrets: connection.account.secrets }));
	});
}

/**
 * Puts the failure of something that only reads into the form in which items carry it.
 *
 * @param error what was thrown
 * @param context which call it was
 */
export function problemOf(error: unknown, context: Omit<FailureContext, 'effect'>): Problem {
	const { message, description } = describeFailure(error, { ...context, effect: 'read' });
	const { errcode } = refusalCodes(error);
	const problem = description === '' ? message : `${message}. ${description}`;
	return { problem, ...(errcode === undefined ? {} : { errcode }) };
}
