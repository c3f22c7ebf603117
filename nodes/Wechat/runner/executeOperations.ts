import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { PlatformRefusal, ResultUnknown } from '../../../core/errors/WechatErrors';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { describeFailure, type FailureContext } from '../../transport/describeFailure';
import { toNodeError } from '../../transport/toNodeError';
import { OPERATIONS } from '../operations';
import { itemContexts } from './itemContexts';
import type { ItemContext, Operation } from './Operation';
import { rateCap } from './rateCap';
import { paramReader } from './readParams';
import { runBounded } from './runBounded';
import { type RunOptions, readRunOptions } from './runOptions';
import { type RunReport, startReport, tellThroughN8n } from './runReport';
import { isHopeless } from './stopEarly';
import { toItems } from './toItems';

/**
 * Runs the chosen operation for every input item: the one loop, the one error boundary and the one place where output items
 * are paired with their input. Outputs keep the order of the inputs, however many calls are in flight.
 *
 * @param n8n the node's context
 * @returns one output; with "continue on fail" a failed item becomes `{ error, details }`
 */
export async function executeOperations(n8n: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = n8n.getInputData().length;
	if (count === 0) return [[]];
	const operation = chosenOperation(n8n);
	const options = readRunOptions(n8n, operation);
	const report = startReport(count, tellThroughN8n(n8n));
	const results = await runItems(n8n, operation, options, report, count);
	if (count > 1 && results.failures > 0) {
		n8n.addExecutionHints({
			message: `WeChat: ${report.summary()}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return [results.items.flat()];
}

interface RunState {
	items: INodeExecutionData[][];
	failures: number;
	/** The error after which no further item is started. */
	stop: { error: unknown; itemIndex: number } | undefined;
}

async function runItems(
	n8n: IExecuteFunctions,
	operation: Operation,
	options: RunOptions,
	report: RunReport,
	count: number,
): Promise<RunState> {
	const state: RunState = { items: new Array<INodeExecutionData[]>(count), failures: 0, stop: undefined };
	let attempted = 0;
	const signal = n8n.getExecutionCancelSignal();
	const goOn = n8n.continueOnFail();
	let connection: Connection | undefined;
	const failure = (itemIndex: number): FailureContext & { itemIndex: number } => ({
		effect: operation.effect,
		hints: operation.hints,
		now: Date.now(),
		secrets: connection?.account.secrets,
		itemIndex,
	});

	const fail = (error: unknown, itemIndex: number) => {
		state.failures += 1;
		report.failed(reasonOf(error));
		if (!goOn || isHopeless(error, connection !== undefined)) state.stop ??= { error, itemIndex };
		state.items[itemIndex] = [
			{ json: failedItem(error, failure(itemIndex)), pairedItem: { item: itemIndex } },
		];
	};

	const connect = async () => (connection ??= await connectAccount(n8n));
	const contextOf = itemContexts(n8n);
	const paramsOf = paramReader(operation, n8n);
	const work = async (itemIndex: number) => {
		attempted += 1;
		try {
			const produced = await runOperation(operation, paramsOf, contextOf(await connect(), itemIndex));
			state.items[itemIndex] = produced.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
			report.succeeded();
		} catch (error) {
			fail(error, itemIndex);
		}
	};

	// The first item goes alone: it finds out whether account and operation work at all, before more are in flight.
	await work(0);
	const cap = rateCap(
		options.perSecond,
		() => Date.now(),
		async (ms) => await (await connect()).sleep(ms),
	);
	const mayStart = async () => {
		if (state.stop || signal?.aborted) return false;
		// A cancelled wait ends the run below, with its summary.
		await cap().catch((error: unknown) => {
			if (!signal?.aborted) throw error;
		});
		return !state.stop && !signal?.aborted;
	};
	await runBounded(count - 1, options.inFlight, async (index) => await work(index + 1), mayStart);

	if (signal?.aborted) throw cancelled(n8n, report, count - attempted);
	if (state.stop && !goOn) {
		const { error, itemIndex } = state.stop;
		const known = toNodeError(n8n.getNode(), error, failure(itemIndex));
		report.notAttempted(count - attempted);
		if (count > 1) known.description = `${known.description ?? ''} Items so far: ${report.summary()}.`.trim();
		throw known;
	}
	if (state.stop) fillNotAttempted(state, report, failure(state.stop.itemIndex));
	return state;
}

async function runOperation(
	operation: Operation,
	paramsOf: (itemIndex: number) => IDataObject,
	item: ItemContext,
): Promise<INodeExecutionData[]> {
	const params = paramsOf(item.itemIndex);
	if (operation.run) return await operation.run(params, item);
	if (!operation.request)
		throw new Error(`${operation.resource}/${operation.option.value} has neither request nor run`);
	const answer = await item.connection.call(operation.request(params, item), operation);
	return operation.toItems ? await operation.toItems(answer, item) : toItems(answer, operation.output);
}

/** Resource and operation take no expressions, so they are the same for every item. */
function chosenOperation(n8n: IExecuteFunctions): Operation {
	const resource = n8n.getNodeParameter('resource', 0) as string;
	const value = n8n.getNodeParameter('operation', 0) as string;
	const found = OPERATIONS.find(
		(operation) => operation.resource === resource && operation.option.value === value,
	);
	if (found) return found;
	throw new NodeOperationError(n8n.getNode(), `The operation ${resource} → ${value} does not exist`, {
		description:
			'Choose a resource and an operation in the node. The workflow may come from a newer version of this package.',
	});
}

function failedItem(error: unknown, failure: FailureContext): IDataObject {
	const { message, description } = describeFailure(error, failure);
	const codes =
		error instanceof PlatformRefusal
			? { errcode: error.refusal.errcode, errmsg: error.refusal.errmsg, rid: error.refusal.rid }
			: {};
	return { error: message, details: { ...codes, description, attempted: true } };
}

function fillNotAttempted(state: RunState, report: RunReport, failure: FailureContext): void {
	const { message } = describeFailure(state.stop?.error, failure);
	const description =
		'Nothing was sent for this item: the run stopped because every further call would be refused too.';
	for (let itemIndex = 0; itemIndex < state.items.length; itemIndex++) {
		if (state.items[itemIndex]) continue;
		state.failures += 1;
		report.notAttempted(1);
		state.items[itemIndex] = [
			{
				json: { error: `Not attempted after ${message}`, details: { description, attempted: false } },
				pairedItem: { item: itemIndex },
			},
		];
	}
}

function cancelled(n8n: IExecuteFunctions, report: RunReport, notAttempted: number): NodeOperationError {
	report.notAttempted(notAttempted);
	// n8n tells a cancelled execution from a failed one by this very spelling.
	return new NodeOperationError(n8n.getNode(), 'The execution was canceled', {
		description: `Items so far: ${report.summary()}.`,
	});
}

function reasonOf(error: unknown): string {
	if (error instanceof PlatformRefusal) return String(error.refusal.errcode);
	if (error instanceof ResultUnknown) return error.reach === 'not-sent' ? 'not reached' : 'result unknown';
	return 'input refused';
}
