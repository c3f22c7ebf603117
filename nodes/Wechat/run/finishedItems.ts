import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isIndeterminate } from '../../../core/errors/attempts';
import { BoundedMap } from '../../../core/state/BoundedMap';
import { leastBetween, type Moment, mostBetween } from '../../../core/state/Moment';
import { processStore } from '../../../core/state/processStore';
import { isToolExecution } from '../../transport/hostAbilities';
import type { ItemProgress } from '../../shared/itemContexts';
import type { Operation } from '../operation';

/** The result of an item in an earlier try of the same run. */
export type Finished = { items: INodeExecutionData[] } | { error: unknown };

/** What n8n's next try of the same run must not do again. */
export interface FinishedItems {
	/** The final result of an earlier try; undefined for an item that is to be processed. */
	of(itemIndex: number): Finished | undefined;
	/** The last result of an earlier try, even if the item could be processed again: for a try that has not reached the item. */
	lastOf(itemIndex: number): Finished | undefined;
	/** The progress of an earlier try with an item, where the next one continues. */
	progressOf(itemIndex: number): ItemProgress;
	/** Remembers an item that succeeded. */
	succeeded(itemIndex: number, items: INodeExecutionData[]): void;
	/** Remembers an item that may or may not have been carried out; a refused one may be tried again. */
	failed(itemIndex: number, error: unknown, begunAt: Moment): void;
	/** Ends a try; without failures there will be no further one. */
	end(failures: number): void;
}

interface Try {
	/** `begunAt`: when the item was first processed. */
	finished: Map<number, { outcome: Finished; begunAt: Moment }>;
	progress: Map<number, ItemProgress>;
	/** Undefined while the try is running. */
	endedAt: Moment | undefined;
}

/** n8n waits at most five seconds before the next try. */
const KEPT_MS = 60_000;
/**
 * WeChat drops a duplicate for ten minutes after the first attempt, and the last attempt of a call is sent at most five minutes after its
 * first one.
 */
const DEDUPLICATED_MS = 300_000;

/** More runs than one n8n has in progress; if there are more, the next try of the oldest run would send again. */
const MOST_RUNS = 1000;

const tries = processStore({
	name: 'items that an earlier try of the run has finished',
	bound: `a minute after a try has ended, ${MOST_RUNS} runs, the latest ones`,
	elsewhere: 'nothing: n8n tries again where it tried before',
	create: () => new BoundedMap<Try>(MOST_RUNS),
	size: ({ size }) => ({ runs: size }),
});

const NOTHING: FinishedItems = {
	of: () => undefined,
	lastOf: () => undefined,
	progressOf: () => ({}),
	succeeded: () => {},
	failed: () => {},
	end: () => {},
};

/**
 * Remembers, for writes of a node with Retry On Fail, which items are done: when one item fails, n8n runs the whole node again, and every
 * other recipient would get the message twice.
 *
 * One process's memory is enough: n8n makes the next try in the same process.
 *
 * @param n8n the node's context
 * @param operation of the run
 * @param which identifies this run of the node within the execution, the same for n8n's next try; called only when there is something to
 *   remember, since a tool evaluates its fields for it
 * @param now returns the current moment
 */
export function finishedItems(
	n8n: IExecuteFunctions,
	operation: Pick<Operation, 'effect' | 'deduplicated'>,
	which: () => unknown,
	now: () => Moment,
): FinishedItems {
	const { id, retryOnFail } = n8n.getNode();
	const execution = n8n.getExecutionId();
	if (retryOnFail !== true || operation.effect !== 'write') return NOTHING;
	if (!execution && !isToolExecution(n8n)) return NOTHING;
	forgetOld(now());
	const key = JSON.stringify([execution, id, which()]);
	const current: Try = tries().get(key) ?? { finished: new Map(), progress: new Map(), endedAt: undefined };
	current.endedAt = undefined;
	tries().set(key, current);
	return {
		of: (itemIndex) => {
			const known = current.finished.get(itemIndex);
			if (!known) return undefined;
			// Outside an execution (MCP) every try has another id, so WeChat cannot recognize a duplicate.
			const isRecognized =
				operation.deduplicated && execution && mostBetween(known.begunAt, now()) < DEDUPLICATED_MS;
			return 'error' in known.outcome && isRecognized ? undefined : known.outcome;
		},
		lastOf: (itemIndex) => current.finished.get(itemIndex)?.outcome,
		progressOf: (itemIndex) => {
			const known = current.progress.get(itemIndex) ?? {};
			current.progress.set(itemIndex, known);
			return known;
		},
		succeeded: (itemIndex, items) => {
			current.progress.delete(itemIndex);
			current.finished.set(itemIndex, { outcome: { items }, begunAt: now() });
		},
		failed: (itemIndex, error, begunAt) => {
			if (!isIndeterminate(error)) return;
			const known = current.finished.get(itemIndex);
			current.finished.set(itemIndex, { outcome: { error }, begunAt: known?.begunAt ?? begunAt });
		},
		end: (failures) => {
			if (failures === 0) return void tries().delete(key);
			current.endedAt = now();
			// Frees memory even if no later run does, since a run can have many items. A timer may fire a millisecond early.
			AbortSignal.timeout(KEPT_MS + 1000).addEventListener('abort', () => forgetOld(now()));
		},
	};
}

function forgetOld(now: Moment): void {
	for (const [key, { endedAt }] of tries()) {
		if (endedAt !== undefined && leastBetween(endedAt, now) >= KEPT_MS) tries().delete(key);
	}
}
