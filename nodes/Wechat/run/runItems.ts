import { isIndeterminate } from '../../../core/errors/attempts';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Gate } from '../../../core/api/createCaller';
import type { Moment } from '../../../core/state/Moment';
import { abortableSleep, WaitCancelled } from '../../transport/abortableWaits';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { isToolExecution, isToolNode } from '../../transport/hostAbilities';
import { asciiText } from '../../shared/typedValues';
import { callGate } from './callGate';
import { itemContexts, heldValue, heldValues } from '../../shared/itemContexts';
import { type FailedTry, FailureOutput, type RunStop } from './FailureOutput';
import { type Finished, finishedItems } from './finishedItems';
import { reasonOf } from '../../shared/itemFailures';
import type { Operation } from '../operation';
import { paramReader, refuseUnusable } from './params';
import { forEachConcurrently, createKeyedMutex } from '../../shared/concurrency';
import { elapsedMs, presentMoment } from '../../shared/presentMoment';
import { runOperation } from './runOperation';
import type { RunOptions } from './runOptions';
import type { RunReport } from './runReport';
import { stopRule } from '../../shared/stopEarly';

/** The results of a run's items. */
export interface RunState {
	/** Output items by input item. */
	items: INodeExecutionData[][];
	/** Input items that failed or whose result is unknown. */
	failed: Set<number>;
	/** The error after which no further call is made. */
	stop: RunStop | undefined;
}

/** Facts about an item while it is processed. */
interface TriedItem extends FailedTry {
	begunAt: Moment;
}

/**
 * Processes the items of one run: contains the only loop, the only error boundary and the only place where output items are paired with
 * their input.
 *
 * @param n8n the node's context
 * @param operation to run for each item
 * @param options limits of concurrent calls
 * @param report records the outcome of each item
 * @param count number of input items, at least 1
 * @throws NodeApiError or NodeOperationError of the first failed item, unless the node continues on error; n8n's cancellation
 */
export async function runItems(
	n8n: IExecuteFunctions,
	operation: Operation,
	options: RunOptions,
	report: RunReport,
	count: number,
): Promise<RunState> {
	const run = new Run(n8n, operation, options, report, count);
	// The first item runs alone: it shows whether account and operation work at all, before more are in flight.
	await run.workOn(0);
	await forEachConcurrently(
		count - 1,
		options.inFlight,
		(index) => run.workOn(index + 1),
		() => !run.hasEnded,
	);
	return run.end();
}

/** One run over a node's items: its shared state, and its steps. */
class Run {
	private readonly state: RunState;
	private readonly signal: AbortSignal | undefined;
	/** Whether the node continues on error. */
	private readonly continues: boolean;
	private readonly paramsOf: (itemIndex: number) => IDataObject;
	private readonly finished: ReturnType<typeof finishedItems>;
	private readonly rule: ReturnType<typeof stopRule>;
	private readonly contextOf: ReturnType<typeof itemContexts>;
	private readonly gate: ReturnType<typeof callGate>;
	/** Aborts pending rate-limit waits when the run stops. */
	private readonly stopped = new AbortController();
	private readonly turn = createKeyedMutex();
	private connecting: Promise<Connection> | undefined;
	private connection: Connection | undefined;
	private readonly output: FailureOutput;
	private settled = 0;

	constructor(
		private readonly n8n: IExecuteFunctions,
		private readonly operation: Operation,
		options: RunOptions,
		private readonly report: RunReport,
		private readonly count: number,
	) {
		this.state = { items: new Array<INodeExecutionData[]>(count), failed: new Set(), stop: undefined };
		this.signal = n8n.getExecutionCancelSignal();
		// The model can correct its mistake, or tell its user; a thrown error would end its whole run.
		this.continues = n8n.continueOnFail() || isToolNode(n8n);
		const { $runIndex } = n8n.getWorkflowDataProxy(0) as unknown as { $runIndex: number };
		const paramsOf = paramReader(operation, n8n);
		const which = () => (isToolExecution(n8n) ? toolCall(paramsOf) : $runIndex);
		this.paramsOf = paramsOf;
		this.finished = finishedItems(n8n, operation, which, presentMoment);
		this.output = new FailureOutput(n8n, operation, () => this.connection?.account.secrets);
		this.rule = stopRule(operation, n8n.getNode().parameters);
		this.contextOf = itemContexts(n8n, $runIndex);
		const ends = this.signal ? [this.signal, this.stopped.signal] : [this.stopped.signal];
		this.gate = callGate(options, elapsedMs, abortableSleep(AbortSignal.any(ends)));
	}

	/** Whether no further call will be made. */
	get hasEnded(): boolean {
		return this.state.stop !== undefined || this.signal?.aborted === true;
	}

	/** Processes one item: takes the result of an earlier try of the run, or makes its calls. It never throws. */
	async workOn(itemIndex: number): Promise<void> {
		const progress = this.finished.progressOf(itemIndex);
		const tried: TriedItem = { attempted: false, ownId: false, begunAt: presentMoment(), progress };
		let release: (() => void) | undefined;
		try {
			const before = this.finished.of(itemIndex);
			if (before) return this.repeat(before, itemIndex, { ...tried, attempted: true });
			const params = this.paramsOf(itemIndex);
			tried.ownId = hasOwnId(params);
			const person = recipientOf(this.operation, params);
			if (person !== undefined) release = await this.turn(person);
			if (this.hasEnded) return;
			const produced = await this.produce(itemIndex, params, tried);
			this.succeed(
				produced.map((item) => ({ ...item, pairedItem: { item: itemIndex } })),
				itemIndex,
			);
		} catch (error) {
			if (!(error instanceof WaitCancelled && this.hasEnded)) this.fail(error, itemIndex, tried);
			// Some of its calls were made, so it does not count as not attempted.
			else if (tried.attempted) this.fail(this.state.stop?.error ?? new WaitCancelled(), itemIndex, tried);
		} finally {
			release?.();
		}
	}

	/** Returns the results of all items, or throws the error that ended the run. */
	end(): RunState {
		const { state, output, report } = this;
		for (let index = 0; index < this.count; index++) if (!state.items[index]) this.recall(index);
		this.finished.end(state.failed.size + this.count - this.settled);
		report.ended();
		if (this.signal?.aborted) throw output.cancelled(report);
		const { stop } = state;
		if (stop && !this.continues) throw output.ending(stop, this.count, report);
		if (stop) this.fillNotAttempted(stop);
		return state;
	}

	/** Connects to the account once, for all items, even if several need it first at the same moment. */
	private async connect(): Promise<Connection> {
		this.connecting ??= connectAccount(this.n8n);
		return (this.connection = await this.connecting);
	}

	private async produce(
		itemIndex: number,
		params: IDataObject,
		tried: TriedItem,
	): Promise<INodeExecutionData[]> {
		const account = this.connection ?? (await this.connect());
		const gate: Gate = (work) =>
			this.gate(() => {
				if (this.hasEnded) throw new WaitCancelled();
				tried.attempted = true;
				return work();
			});
		const call: Connection['call'] = (request, { effect, deduplicated, maxBytes, promised }) => {
			refuseUnusable(this.operation, params);
			return account.call(request, { effect, deduplicated, maxBytes, promised, mayPause: true, gate });
		};
		return await runOperation(
			this.operation,
			params,
			this.contextOf({ ...account, call }, itemIndex, params, tried.progress),
		);
	}

	/** Takes the result of an earlier try of the run for an item that this one has not reached. */
	private recall(itemIndex: number): void {
		const progress = this.finished.progressOf(itemIndex);
		const tried: TriedItem = { attempted: true, ownId: false, begunAt: presentMoment(), progress };
		const before = this.finished.lastOf(itemIndex);
		if (before) this.repeat(before, itemIndex, tried);
		else if (progress.begun?.report())
			this.fail(this.state.stop?.error ?? new WaitCancelled(), itemIndex, tried);
	}

	/** Repeats the result of an earlier try of the run. */
	private repeat(before: Finished, itemIndex: number, tried: TriedItem): void {
		if ('items' in before) this.succeed(before.items, itemIndex);
		else this.fail(before.error, itemIndex, tried);
	}

	private succeed(items: INodeExecutionData[], itemIndex: number): void {
		this.settled += 1;
		this.state.items[itemIndex] = items;
		this.finished.succeeded(itemIndex, items);
		this.rule.succeeded();
		this.report.succeeded(itemIndex);
	}

	private fail(error: unknown, itemIndex: number, tried: TriedItem): void {
		this.settled += 1;
		this.state.failed.add(itemIndex);
		this.report.failed(itemIndex, reasonOf(error), isIndeterminate(error) ? 'unknown' : 'failed');
		this.finished.failed(itemIndex, error, tried.begunAt);
		const fatal = this.rule.isFatal(error, this.connection !== undefined);
		if (!this.continues || fatal) {
			this.state.stop ??= { error, itemIndex, fatal };
			this.stopped.abort();
		}
		this.state.items[itemIndex] = [this.output.failed(error, itemIndex, tried, fatal)];
	}

	/** Adds outputs for items that were not attempted, because the run had stopped before. */
	private fillNotAttempted(stop: RunStop): void {
		const { state } = this;
		const outputOf = this.output.notAttempted(stop);
		for (let index = 0; index < state.items.length; index++) {
			if (state.items[index]) continue;
			state.failed.add(index);
			state.items[index] = [outputOf(index)];
		}
	}
}

/**
 * Identifies the call of a tool, which has one item, by the values of its fields: its retries have other run indexes, and another call may
 * have the same one.
 */
function toolCall(paramsOf: (itemIndex: number) => IDataObject): unknown {
	try {
		return heldValues(paramsOf(0));
	} catch {
		// Processing the item will report what is wrong with its expressions; nothing is sent for it.
		return undefined;
	}
}

/** The recipient whose items are processed one after the other; an unusable value is refused later, together with all others. */
function recipientOf({ inOrderOf }: Operation, params: IDataObject): string | undefined {
	return inOrderOf === undefined ? undefined : asciiText(heldValue(params, inOrderOf)) || undefined;
}

/** Whether the field `clientMessageId` is set, for sends that have it. */
function hasOwnId(params: IDataObject): boolean {
	const options = heldValue(params, 'options');
	return typeof options === 'object' && options !== null && Boolean((options as IDataObject).clientMessageId);
}
