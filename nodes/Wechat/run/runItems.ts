import { leavesOpen } from '../../../core/errors/attempts';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { abortableSleep, WaitCancelled } from '../../transport/abortableWaits';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import type { FailureContext } from '../../transport/describeFailure';
import { toNodeError } from '../../transport/toNodeError';
import { asciiText } from '../../shared/typedValues';
import { callGate } from './callGate';
import { itemContexts, heldValue, heldValues } from '../../shared/itemContexts';
import { finishedItems } from './finishedItems';
import { cancelled, failedItem, notAttemptedItem, reasonOf, mayTryAgain } from './itemFailures';
import type { Operation } from '../operation';
import { paramReader } from './params';
import { RunEnded } from '../../shared/extra';
import { runBounded, takeTurns } from '../../shared/concurrency';
import { runOperation } from './runOperation';
import type { RunOptions } from './runOptions';
import type { RunReport } from './runReport';
import { stopRule } from './stopEarly';

/** What became of the items of a run. */
export interface RunState {
	/** Output items by input item. */
	items: INodeExecutionData[][];
	failures: number;
	/** The error after which no further call is made. */
	stop: { error: unknown; itemIndex: number; hopeless: boolean } | undefined;
}

/** What is known of an item while it is worked on. */
interface TriedItem {
	/** Whether a call was made. */
	attempted: boolean;
	/** Whether the user gave the id by which the platform drops a second copy: then it stays the same in a later run. */
	ownId: boolean;
	/** Unix milliseconds. */
	begunAt: number;
}

const LEAVE_OUT_ADVICE =
	'Items are counted from 0. Leave those that are done out of the next run, or they are done twice.';
const ON_ERROR_ADVICE =
	'To have the other items worked on all the same, set On Error in the Settings of the node to Continue.';

/**
 * Works on the items of one run: the one loop, the one error boundary and the one place where output items are paired with
 * their input.
 *
 * @param n8n the node's context
 * @param operation what to do with each item
 * @param options how many calls at a time
 * @param report hears what becomes of each item
 * @param count number of input items, at least 1
 * @throws NodeApiError or NodeOperationError of the first failed item, unless the node continues on fail; n8n's cancellation
 */
export async function runItems(
	n8n: IExecuteFunctions,
	operation: Operation,
	options: RunOptions,
	report: RunReport,
	count: number,
): Promise<RunState> {
	const state: RunState = { items: new Array<INodeExecutionData[]>(count), failures: 0, stop: undefined };
	let settled = 0;
	const signal = n8n.getExecutionCancelSignal();
	// Retry On Fail tries a cancelled node again.
	if (signal?.aborted) throw cancelled(n8n, '');
	const { $runIndex } = n8n.getWorkflowDataProxy(0) as unknown as { $runIndex: number };
	const paramsOf = paramReader(operation, n8n);
	const which = () => (n8n.isToolExecution() ? toolCall(paramsOf) : $runIndex);
	const finished = finishedItems(n8n, operation, which, () => Date.now());
	const goOn = n8n.continueOnFail();
	const hasEnded = () => state.stop !== undefined || signal?.aborted === true;
	// Waits for the next start end as soon as there is no next start.
	const stopped = new AbortController();
	const pause = abortableSleep(signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal);
	const gate = callGate(options, () => Date.now(), pause);
	const turn = takeTurns();
	let connection: Connection | undefined;
	const failure = (itemIndex: number): FailureContext & { itemIndex: number } => ({
		effect: operation.effect,
		hints: operation.hints,
		account: operation.account,
		now: Date.now(),
		secrets: connection?.account.secrets,
		itemIndex,
	});

	const rule = stopRule(operation, n8n.getNode().parameters);

	const succeed = (items: INodeExecutionData[], itemIndex: number) => {
		settled += 1;
		state.items[itemIndex] = items;
		finished.succeeded(itemIndex, items);
		rule.succeeded();
		report.succeeded(itemIndex);
	};

	const fail = (error: unknown, itemIndex: number, tried: TriedItem) => {
		settled += 1;
		state.failures += 1;
		report.failed(itemIndex, reasonOf(error), leavesOpen(error) ? 'unknown' : 'failed');
		finished.failed(itemIndex, error, tried.begunAt);
		const hopeless = rule.isHopeless(error, connection !== undefined);
		if (!goOn || hopeless) {
			state.stop ??= { error, itemIndex, hopeless };
			stopped.abort();
		}
		const deduplicated = operation.deduplicated && tried.ownId;
		const tryAgain = mayTryAgain(error, { effect: operation.effect, deduplicated }, hopeless);
		const json = failedItem(error, failure(itemIndex), { attempted: tried.attempted, tryAgain });
		state.items[itemIndex] = [{ json, pairedItem: { item: itemIndex } }];
	};

	const connect = async () => (connection ??= await connectAccount(n8n));
	const contextOf = itemContexts(n8n, $runIndex);

	const produce = async (itemIndex: number, params: IDataObject, made: () => void) => {
		const account = await connect();
		const call: Connection['call'] = async (request, { effect, deduplicated, maxBytes }) => {
			const pass = gate(async () => {
				if (hasEnded()) throw new RunEnded();
				made();
				return await account.call(request, { effect, deduplicated, maxBytes, patient: true });
			});
			return await pass.catch((error: unknown) => {
				throw hasEnded() && error instanceof WaitCancelled ? new RunEnded() : error;
			});
		};
		return await runOperation(operation, params, contextOf({ ...account, call }, itemIndex, params));
	};

	const work = async (itemIndex: number) => {
		const tried: TriedItem = { attempted: false, ownId: false, begunAt: Date.now() };
		let giveBack: (() => void) | undefined;
		try {
			const before = finished.of(itemIndex);
			if (before && 'items' in before) return succeed(before.items, itemIndex);
			if (before) return fail(before.error, itemIndex, { ...tried, attempted: true });
			const params = paramsOf(itemIndex);
			tried.ownId = hasOwnId(params);
			const person = personOf(operation, params);
			if (person !== undefined) giveBack = await turn(person);
			if (hasEnded()) return;
			const produced = await produce(itemIndex, params, () => (tried.attempted = true));
			succeed(
				produced.map((item) => ({ ...item, pairedItem: { item: itemIndex } })),
				itemIndex,
			);
		} catch (error) {
			if (!(error instanceof RunEnded && hasEnded())) fail(error, itemIndex, tried);
			// Some of its calls were made: it cannot be called untouched.
			else if (tried.attempted) fail(state.stop?.error ?? new WaitCancelled(), itemIndex, tried);
		} finally {
			giveBack?.();
		}
	};

	// The first item goes alone: it finds out whether account and operation work at all, before more are in flight.
	await work(0);
	await runBounded(
		count - 1,
		options.inFlight,
		async (index) => await work(index + 1),
		() => !hasEnded(),
	);

	finished.end(state.failures + count - settled);
	report.ended();
	if (signal?.aborted) throw cancelled(n8n, progressOf(report));
	if (state.stop && !goOn) {
		const { error, itemIndex, hopeless } = state.stop;
		const known = toNodeError(n8n.getNode(), error, failure(itemIndex));
		if (count > 1) {
			const advice = [
				...(operation.effect === 'write' ? [LEAVE_OUT_ADVICE] : []),
				...(hopeless ? [] : [ON_ERROR_ADVICE]),
			];
			known.description = [known.description, progressOf(report), ...advice].filter(Boolean).join(' ');
		}
		throw known;
	}
	if (state.stop) fillNotAttempted(state, state.stop, failure(state.stop.itemIndex));
	return state;
}

/** A tool is called for one item; its retries have other run indexes, and another call may have the same one. */
function toolCall(paramsOf: (itemIndex: number) => IDataObject): unknown {
	try {
		return heldValues(paramsOf(0));
	} catch {
		// The item itself will say what is wrong with its expressions; nothing is sent for it.
		return undefined;
	}
}

/** Whose items are worked on one after the other; a value that cannot be used is refused together with all others. */
function personOf({ inOrderOf }: Operation, params: IDataObject): string | undefined {
	return inOrderOf === undefined ? undefined : asciiText(heldValue(params, inOrderOf)) || undefined;
}

/** Looks for the field `clientMessageId` of the sends that have one. */
function hasOwnId(params: IDataObject): boolean {
	const options = heldValue(params, 'options');
	return typeof options === 'object' && options !== null && Boolean((options as IDataObject).clientMessageId);
}

function progressOf(report: RunReport): string {
	return `Items so far: ${report.summary()}. ${report.places()}`;
}

function fillNotAttempted(state: RunState, stop: { error: unknown }, failure: FailureContext): void {
	for (let itemIndex = 0; itemIndex < state.items.length; itemIndex++) {
		if (state.items[itemIndex]) continue;
		state.failures += 1;
		state.items[itemIndex] = [
			{ json: notAttemptedItem(stop.error, failure), pairedItem: { item: itemIndex } },
		];
	}
}
