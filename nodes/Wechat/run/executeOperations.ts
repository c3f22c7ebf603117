import {
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
	WAIT_INDEFINITELY,
} from 'n8n-workflow';
import { OPERATIONS } from '../resources';
import type { Operation } from '../operation';
import { runItems } from './runItems';
import { paramReader } from './params';
import { readRunOptions } from './runOptions';
import { progressReporter } from '../../shared/progressReporter';
import { startReport } from './runReport';

/**
 * Runs the chosen operation for every input item. Outputs keep the order of the inputs, however many calls are in flight.
 *
 * @param n8n the node's context
 * @returns one output; with "continue on fail" a failed item becomes `{ error, details }`
 */
export async function executeOperations(n8n: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = n8n.getInputData().length;
	if (count === 0) return [[]];
	const operation = chosenOperation(n8n);
	const options = readRunOptions(n8n, operation);
	const report = startReport(count, progressReporter(n8n));
	const results = await runItems(n8n, operation, options, report, count);
	if (count > 1 && results.failed.size > 0) {
		n8n.addExecutionHints({
			message: `WeChat: ${report.summary()}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	const asked = results.items.map((_, index) => index).filter((index) => !results.failed.has(index));
	if (operation.waitUntil && asked.length > 0)
		await waitForAnswer(n8n, operation, operation.waitUntil, asked);
	return [results.items.flat()];
}

/**
 * n8n waits once for all items of a node, and the first answer continues the workflow. So it waits until the latest deadline of all items;
 * the page accepts no answer of a person whose own deadline has passed.
 */
async function waitForAnswer(
	n8n: IExecuteFunctions,
	operation: Operation,
	waitUntil: NonNullable<Operation['waitUntil']>,
	asked: readonly number[],
): Promise<void> {
	const paramsOf = paramReader(operation, n8n);
	const now = Date.now();
	const limitOf = (itemIndex: number) => {
		try {
			return waitUntil(paramsOf(itemIndex), now, n8n.getTimezone()) ?? Infinity;
		} catch {
			// The value was valid when the item was processed: only its time can have passed since.
			return now;
		}
	};
	const until = asked.map(limitOf).reduce((latest, limit) => Math.max(latest, limit), now);
	await n8n.putExecutionToWait(until === Infinity ? WAIT_INDEFINITELY : new Date(until));
}

/** Resource and operation allow no expressions, so they are the same for every item. */
function chosenOperation(n8n: IExecuteFunctions): Operation {
	const resource = n8n.getNodeParameter('resource', 0) as string;
	const value = n8n.getNodeParameter('operation', 0) as string;
	const found = OPERATIONS.find(
		(operation) => operation.resource === resource && operation.option.value === value,
	);
	if (found) return found;
	throw new NodeOperationError(n8n.getNode(), `The operation ${resource} → ${value} does not exist`, {
		description:
			'Choose a resource and an operation in the node. The workflow may have been made with a newer version of this package.',
	});
}
