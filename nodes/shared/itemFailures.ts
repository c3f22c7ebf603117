import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { controlFlowAfter, isIndeterminate } from '../../core/errors/attempts';
import { headlineOf } from '../../core/errors/catalogue';
import { redact } from '../../core/errors/redact';
import { problemsOf } from '../../core/errors/readAll';
import { InvalidInputError, WechatApiError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { WaitCancelled } from '../transport/abortableWaits';
import { describeFailure, type FailureContext, refusalCodes } from '../transport/describeFailure';

/**
 * Makes the output of a failed item in a node that continues on error.
 *
 * @param error what was thrown
 * @param failure context of the failed call
 * @param tried `attempted` whether a call was made, `retryable` whether the same item may succeed in a later run, and further details
 * @returns an item with `error`, a sentence, and `details` with codes, description, `attempted` and `retryable`; `problems` lists every
 *   wrong value with its field, rule and remedy
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

/** All OpenIDs that could not be changed; the sentence names only the first ones. */
function failedOpenidsOf(error: unknown): IDataObject {
	const failed = error instanceof WechatApiError ? error.refusal.body.fail_openid_list : undefined;
	return Array.isArray(failed) ? { fail_openid_list: failed.map(String) } : {};
}

/**
 * Makes the output of an item that was not attempted, because the run had stopped before.
 *
 * @param error what stopped the run
 * @param failure context of the call that stopped it
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
 * Marks an item for the error output. Before 2.38 n8n treats an item without `error` as a success unless its JSON has nothing but a text,
 * and when n8n stores an item with an `error`, it replaces its whole JSON with the message. So the mark is a property that n8n reads while
 * it sorts items, but does not copy.
 *
 * @param item with the failure's details in its JSON
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
 * Creates the error of a canceled run.
 *
 * @param progress what was done so far, empty for nothing
 */
export function cancelled(n8n: IExecuteFunctions, progress: string): NodeOperationError {
	// n8n recognizes a canceled execution by exactly this spelling.
	return new NodeOperationError(n8n.getNode(), 'The execution was canceled', {
		description: progress,
	});
}

/**
 * Describes in a few words why an item failed, for the summary of a run.
 *
 * @returns e.g. `43004 (…)` with the meaning of the code, or `input refused (To OpenID)`
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
 * Whether the same item, unchanged, may succeed in a later run: a workflow needs that before it gives up on a recipient.
 *
 * @param error what the item failed with
 * @param operation that was attempted
 * @param fatal whether every item would have failed (quota, permission, secret), so that the item itself is not to blame
 */
export function isRetryable(
	error: unknown,
	operation: { effect: 'read' | 'write'; deduplicated: boolean },
	fatal: boolean,
): boolean {
	// It might be carried out twice, unless WeChat drops the duplicate.
	if (operation.effect === 'write' && !operation.deduplicated && isIndeterminate(error)) return false;
	if (fatal) return true;
	if (error instanceof WechatApiError) return controlFlowAfter(error).retry !== 'no';
	return error instanceof IndeterminateResultError;
}
