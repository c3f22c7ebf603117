import { WaitCancelled } from '../transport/abortableWaits';
import { describeFailure, type FailureContext, refusalCodes } from '../transport/describeFailure';
import type { ItemContext } from './itemContexts';

/** Why an optional part of an output is missing; it takes the place of that part. */
export type Problem = {
	/** What happened and what to do, without secrets. */
	problem: string;
	/** WeChat's errcode, when it refused. */
	errcode?: number;
};

/**
 * Does optional work, such as downloading the picture of a QR code that was just created: if it fails, the item still succeeds, and its
 * output says why the optional part is missing.
 *
 * @param item context of the current item
 * @param work returns the optional part; its calls only read
 * @param instead turns the reason into what takes the place of that part
 * @param hints advice for codes that mean something particular here
 * @throws only when the execution or the run was ended
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
 * Turns the failure of a read into the form in which items contain it.
 *
 * @param error what was thrown
 * @param context of the failed call
 */
export function problemOf(error: unknown, context: Omit<FailureContext, 'effect'>): Problem {
	const { message, description } = describeFailure(error, { ...context, effect: 'read' });
	const { errcode } = refusalCodes(error);
	const problem = description === '' ? message : `${message}. ${description}`;
	return { problem, ...(errcode === undefined ? {} : { errcode }) };
}
