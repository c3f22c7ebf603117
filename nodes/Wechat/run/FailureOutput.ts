import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemProgress } from '../../shared/itemContexts';
import { cancelled, failedItem, isRetryable, markFailed, notAttemptedItem } from '../../shared/itemFailures';
import type { FailureContext } from '../../transport/describeFailure';
import { toNodeError } from '../../transport/toNodeError';
import type { Operation } from '../operation';
import type { RunReport } from './runReport';

/** The error after which a run makes no further call. */
export interface RunStop {
	error: unknown;
	itemIndex: number;
	/** Whether every other item would fail with the same error. */
	fatal: boolean;
}

/** Facts about an item that failed. */
export interface FailedTry {
	/** Whether a call was made. */
	attempted: boolean;
	/** Whether the user set the id by which WeChat drops a duplicate: then it stays the same in a later run. */
	ownId: boolean;
	progress: ItemProgress;
}

const LEAVE_OUT_ADVICE =
	'Items are counted from 0. Leave finished items out of the next run, or they are done twice.';
const ON_ERROR_ADVICE =
	'To have the other items processed anyway, set On Error in the Settings of the node to Continue.';

/** Writes the failures of one run: as output items where the node continues on error, and as the error that ends it. */
export class FailureOutput {
	/** Whether failed items go to an output of their own. */
	private readonly marksErrors: boolean;
	/** What was sent for items that failed partway. */
	private readonly doneOf = new Map<number, string>();

	/**
	 * @param n8n the node's context
	 * @param operation that was run
	 * @param secrets returns the values that must not be shown, as far as they are known by then
	 */
	constructor(
		private readonly n8n: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly secrets: () => readonly string[] | undefined,
	) {
		this.marksErrors = n8n.getNode().onError === 'continueErrorOutput';
	}

	/**
	 * Returns the output of an item that failed.
	 *
	 * @param fatal whether every other item would fail with the same error
	 */
	failed(error: unknown, itemIndex: number, tried: FailedTry, fatal: boolean): INodeExecutionData {
		const { attempted, ownId, progress } = tried;
		const partial = progress.begun?.report();
		if (partial) this.doneOf.set(itemIndex, partial.sentence);
		const { effect, deduplicated } = this.operation;
		const retryable =
			partial?.isRepeatable !== false &&
			isRetryable(error, { effect, deduplicated: deduplicated && ownId }, fatal);
		const told = { attempted, retryable, ...partial?.details };
		const item = this.item(failedItem(error, this.contextOf(itemIndex), told), error, itemIndex);
		return partial?.binary ? { ...item, binary: partial.binary } : item;
	}

	/** Returns the output of each item that was not attempted, because the run had stopped before. */
	notAttempted({ error, itemIndex: stoppedAt }: RunStop): (itemIndex: number) => INodeExecutionData {
		const json = notAttemptedItem(error, this.contextOf(stoppedAt));
		return (itemIndex) => this.item({ ...json }, error, itemIndex);
	}

	/** Returns the error of a node that does not continue on error, with what became of the other items. */
	ending({ error, itemIndex, fatal }: RunStop, count: number, report: RunReport): Error {
		const known = toNodeError(this.n8n.getNode(), error, this.contextOf(itemIndex));
		if (count > 1) {
			const advice = [
				...(this.operation.effect === 'write' ? [LEAVE_OUT_ADVICE] : []),
				...(fatal ? [] : [ON_ERROR_ADVICE]),
			];
			known.description = [known.description, progressOf(report), ...advice].filter(Boolean).join(' ');
		}
		return known;
	}

	/** Returns the error of a run that was canceled partway. */
	cancelled(report: RunReport): Error {
		return cancelled(this.n8n, [...this.doneOf.values(), progressOf(report)].join(' '));
	}

	private item(json: IDataObject, error: unknown, itemIndex: number): INodeExecutionData {
		const item = { json, pairedItem: { item: itemIndex } };
		if (!this.marksErrors) return item;
		return markFailed(item, toNodeError(this.n8n.getNode(), error, this.contextOf(itemIndex)));
	}

	private contextOf(itemIndex: number): FailureContext & { itemIndex: number } {
		const { effect, hints, account } = this.operation;
		const done = this.doneOf.get(itemIndex);
		return { effect, hints, account, now: Date.now(), secrets: this.secrets(), itemIndex, done };
	}
}

function progressOf(report: RunReport): string {
	return `Items so far: ${report.summary()}. ${report.places()}`;
}
