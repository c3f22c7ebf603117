import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import { heldValues } from './heldValues';
import type { ItemContext } from './Operation';

/** Makes the context of one item out of the account, its place and the values of its fields. */
export type ContextOf = (connection: Connection, itemIndex: number, params: IDataObject) => ItemContext;

/**
 * Makes the contexts of the items of one run.
 *
 * `sendId` is a digest over n8n, workflow, execution, node, run and item: Retry On Fail repeats it, while a second pass of a
 * loop gets another one. Tools of an agent have neither run nor item to rely on (two of them may share a run, a retry gets
 * another one), so there the values of the fields take their place.
 *
 * @param n8n the node's context
 * @param runIndex which pass of a loop
 * @param unique gives a text that nobody else has, for runs outside an execution (MCP)
 */
export function itemContexts(
	n8n: IExecuteFunctions,
	runIndex: number,
	unique: () => string = randomUUID,
): ContextOf {
	const execution = n8n.getExecutionId() || unique();
	const run = [n8n.getInstanceId(), n8n.getWorkflow().id, execution, n8n.getNode().id];
	const isTool = n8n.isToolExecution();
	const timezone = n8n.getTimezone();
	return (connection, itemIndex, params) => ({
		n8n,
		connection,
		itemIndex,
		timezone,
		get sendId() {
			const which = isTool ? [heldValues(params)] : [runIndex, itemIndex];
			return createHash('sha256')
				.update(JSON.stringify([...run, ...which]))
				.digest('hex')
				.slice(0, 32);
		},
	});
}
