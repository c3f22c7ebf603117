import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { isIndeterminate } from '../../core/errors/attempts';
import { headlineOf, controlFlowOf } from '../../core/errors/catalogue';
import { redact } from '../../core/errors/redact';
import { problemsOf } from '../../core/errors/readAll';
import { InvalidInputError, WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { WaitCancelled } from '../transport/abortableWaits';
import { describeFailure, type FailureContext, refusalCodes } from '../transport/describeFailure';

/**
 * Makes the output of an item that failed in a node which goes on.
 *
 * @param error what was thrown
 * @param failure which call it was
 * @param tried `attempted` whether a call was made, `retryable` whether the same item may get through in a later run, and what
 *   else is known
 * @returns `error` with the sentence, `details` with codes, description, `attempted` and `retryable`; `problems` lists every wrong
 *   value with its field, rule and remedy
 */
export function failedItem(
	error: unknown,
	failure: FailureContext,
	tried: { attempted: boolean; retryable: boolean } & IDataObject,
): IDataObject {
	const { message, description } = describeFailure(error, failure);
	const codes = { ...refusalCodes(error, failure.secrets), ...failedOpenidsOf(error) };
	return {
		error: message,
		details: { ...codes, description, ...wrongFieldsOf(error, failure.secrets), ...tried },
	};
}

/** Every value that was refused before a call, for workflows that show or correct them. */
function wrongFieldsOf(error: unknown, secrets: readonly string[] = []): IDataObject {
	if (!(error instanceof InvalidInputError)) return {};
	const problems = problemsOf(error).map(({ field, rule, remedy }) => ({
		field,
		rule: redact(rule, secrets),
		remedy,
	}));
	return { problems };
}

/** OpenIDs that a change could not be made for, all of them: the sentence names the first only. */
function failedOpenidsOf(error: unknown): IDataObject {
	const failed = error instanceof WechatApiError ? error.refusal.body.fail_openid_list : undefined;
	return Array.isArray(failed) ? { fail_openid_list: failed.map(String) } : {};
}

/**
 * Makes the output of an item that nobody touched, because the run had stopped before.
 *
 * @param error what stopped the run
 * @param failure the call that stopped it
 */
export function notAttemptedItem(error: unknown, failure: FailureContext): IDataObject {
	const { message } = describeFailure(error, failure);
	const description =
		'Nothing was sent for this item: the run stopped because every further call would have failed as well.';
	return {
		error: `Not attempted after ${message}`,
		details: { description, attempted: false, retryable: true },
	};
}

/**
 * Marks an item for the error output. Before 2.38 n8n takes an item without `error` for a success unless its JSON has nothing but
 * a text; but what has an `error` when n8n stores it loses its whole JSON for the message. So the mark is one that n8n reads while
 * it sorts items, and does not copy with them.
 *
 * @param item with what is known of the failure in its JSON
 * @param error of the item
 * @returns the item
 */
export function markFailed(
	item: INodeExecutionData,
	error: NodeApiError | NodeOperationError,
): INodeExecutionData {
	return Object.defineProperty(item, 'error', { value: error, writable: true, enumerable: false });
}

/**
 * Makes the error of a cancelled run.
 *
 * @param progress what was done until then, empty for nothing
 */
export function cancelled(n8n: IExecuteFunctions, progress: string): NodeOperationError {
	// n8n tells a cancelled execution from a failed one by this very spelling.
	return new NodeOperationError(n8n.getNode(), 'The execution was canceled', {
		description: progress,
	});
}

/**
 * Says in a few words why an item failed, for the summary of a run.
 *
 * @returns e.g. `43004 (…)` with what the code means, or `input refused (To OpenID)`
 */
export function reasonOf(error: unknown): string {
	if (error instanceof WechatApiError) {
		const { errcode } = error.refusal;
		const headline = headlineOf(errcode);
		return headline === undefined ? String(errcode) : `${errcode} (${headline})`;
	}
	if (isIndeterminate(error)) return 'result unknown';
	if (error instanceof IndeterminateResultError)
		return error.reach === 'not-sent' ? 'not reached' : 'no access token';
	if (error instanceof WaitCancelled) return 'cancelled';
	return error instanceof InvalidInputError ? `input refused (${error.field})` : 'failed before the call';
}

/**
 * Whether the same item, unchanged, may get through in a later run: what a workflow needs to know before it gives somebody up.
 *
 * @param error what the item failed with
 * @param operation what was done
 * @param fatal whether every item would have failed (quota, permission, secret): then it was not this one's fault
 */
export function isRetryable(
	error: unknown,
	operation: { effect: 'read' | 'write'; deduplicated: boolean },
	fatal: boolean,
): boolean {
	// It would be carried out twice, unless the platform drops the second one.
	if (operation.effect === 'write' && !operation.deduplicated && isIndeterminate(error)) return false;
	if (fatal) return true;
	if (error instanceof WechatApiError) return controlFlowOf(error.refusal.errcode).retry !== 'no';
	return error instanceof IndeterminateResultError;
}
