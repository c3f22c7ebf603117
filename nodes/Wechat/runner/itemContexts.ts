import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import type { ItemContext } from './Operation';

/**
 * Makes the context of each item of one run.
 *
 * @returns a function of connection and item index. `sendId` is a digest over execution, node, run and item: n8n's own retry
 *   of the node repeats it, while a second pass of a loop gets another one
 */
export function itemContexts(
	n8n: IExecuteFunctions,
): (connection: Connection, itemIndex: number) => ItemContext {
	const { $runIndex } = n8n.getWorkflowDataProxy(0) as IDataObject;
	const run = [n8n.getExecutionId(), n8n.getNode().id, $runIndex];
	const timezone = n8n.getTimezone();
	return (connection, itemIndex) => ({
		n8n,
		connection,
		itemIndex,
		timezone,
		get sendId() {
			return createHash('sha256')
				.update(JSON.stringify([...run, itemIndex]))
				.digest('hex')
				.slice(0, 32);
		},
	});
}
