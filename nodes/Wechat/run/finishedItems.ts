import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isIndeterminate } from '../../../core/errors/attempts';
import { BoundedMap } from '../../../core/state/BoundedMap';
import { leastBetween, type Moment, mostBetween } from '../../../core/state/Moment';
import { processStore } from '../../../core/state/processStore';
import { isToolExecution } from '../../transport/hostAbilities';
import type { ItemProgress } from '../../shared/itemContexts';
import type { Operation } from '../operation';

/** What became of an item in an earlier try of the same run. */
export type Finished = { items: INodeExecutionData[] } | { error: unknown };

/** What n8n's next try of the same run must not do again. */
export interface FinishedItems {
	/** What an earlier try has settled for good; undefined for an item that is to be worked on. */
	of(itemIndex: number): Finished | undefined;
	/** The same also of an item that could be worked on once more, for a try that has not come to it. */
	lastOf(itemIndex: number): Finished | undefined;
	/** How far an earlier try has come with an item, for the next one to go on. */
	progressOf(itemIndex: number): ItemProgress;
	/** Keeps an item that succeeded. */
	succeeded(itemIndex: number, items: INodeExecutionData[]): void;
	/** Keeps an item of which nobody knows whether it was carried out; a refused one may be tried again. */
	failed(itemIndex: number, error: unknown, begunAt: Moment): void;
	/** Ends a try: without failures there will be no other one. */
	end(failures: number): void;
}

interface Try {
	/** `begunAt`: when the item was first worked on. */
	finished: Map<number, { outcome: Finished; begunAt: Moment }>;
	progress: Map<number, ItemProgress>;
	/** Undefined while it goes on. */
	endedAt: Moment | undefined;
}

/** n8n waits five seconds at most before the next try. */
const KEPT_MS = 60_000;
/**
 * WeChat drops a second copy for ten minutes, counted from the first attempt, and the last attempt of a call leaves five minutes
 * after its first one at most.
 */
const DEDUPLICATED_MS = 300_000;

/** More runs than one n8n has under way; beyond that, the next try of the oldest one would send again. */
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
 * Remembers, for writes of a node with Retry On Fail, which items are done: n8n runs the whole node again when one item
 * fails, and everybody else would get the message a second time.
 *
 * It is the memory of one process, which is enough: n8n tries again where it tried before.
 *
 * @param n8n the node's context
 * @param operation what is done with each item
 * @param which tells this run of the node from every other one of the same execution, and is the same in n8n's next try; asked
 *   only when there is something to remember, since a tool evaluates its fields for it
 * @param now gives the present moment
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
			// Outside an execution (MCP) every try derives another id, by which WeChat recognizes nothing.
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
			// Also when no other run comes that would look: the items of a run can be many. A timer may be a millisecond early.
			AbortSignal.timeout(KEPT_MS + 1000).addEventListener('abort', () => forgetOld(now()));
		},
	};
}

function forgetOld(now: Moment): void {
	for (const [key, { endedAt }] of tries()) {
		if (endedAt !== undefined && leastBetween(endedAt, now) >= KEPT_MS) tries().delete(key);
	}
}
