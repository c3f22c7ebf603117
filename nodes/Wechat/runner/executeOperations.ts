import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { describeFailure } from '../../transport/describeFailure';
import { toNodeError } from '../../transport/toNodeError';
import { PlatformRefusal } from '../../../core/errors/WechatErrors';
import { OPERATIONS } from '../operations';
import { toItems } from './toItems';
import type { ItemContext, Operation } from './Operation';

/**
 * Runs the chosen operation for every input item: the one loop, the one error boundary and the one place where output items
 * are paired with their input.
 *
 * @param n8n the node's context
 * @returns one output; with "continue on fail" a failed item becomes `{ error, details }`
 */
export async function executeOperations(n8n: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = n8n.getInputData();
	const output: INodeExecutionData[] = [];
	let connection: Connection | undefined;
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		const operation = chosenOperation(n8n, itemIndex);
		try {
			connection ??= await connectAccount(n8n);
			const results = await runOperation(operation, itemContext(n8n, connection, itemIndex));
			output.push(...results.map((result) => ({ ...result, pairedItem: { item: itemIndex } })));
		} catch (error) {
			const failure = {
				effect: operation.effect,
				hints: operation.hints,
				now: Date.now(),
				secrets: connection?.account.secrets,
				itemIndex,
			};
			if (!n8n.continueOnFail()) throw toNodeError(n8n.getNode(), error, failure);
			output.push({ json: failedItem(error, failure), pairedItem: { item: itemIndex } });
		}
	}
	return [output];
}

async function runOperation(operation: Operation, item: ItemContext): Promise<INodeExecutionData[]> {
	const params = readParams(operation, item);
	if (operation.run) return await operation.run(params, item);
	if (!operation.request)
		throw new Error(`${operation.resource}/${operation.option.value} has neither request nor run`);
	const answer = await item.connection.call(operation.request(params, item), operation);
	return operation.toItems ? await operation.toItems(answer, item) : toItems(answer, operation.output);
}

function chosenOperation(n8n: IExecuteFunctions, itemIndex: number): Operation {
	const resource = n8n.getNodeParameter('resource', itemIndex) as string;
	const value = n8n.getNodeParameter('operation', itemIndex) as string;
	const found = OPERATIONS.find(
		(operation) => operation.resource === resource && operation.option.value === value,
	);
	if (found) return found;
	throw new NodeOperationError(n8n.getNode(), `The operation ${resource} → ${value} does not exist`, {
		itemIndex,
		description:
			'Choose a resource and an operation in the node. The workflow may come from a newer version of this package.',
	});
}

/** Hidden fields are not evaluated by n8n, so every read has the field's default behind it. */
function readParams(operation: Operation, { n8n, itemIndex }: ItemContext): IDataObject {
	return Object.fromEntries(
		operation.fields.map(({ name, type, default: fallback }) => {
			const extractValue = type === 'resourceLocator';
			const value = n8n.getNodeParameter(name, itemIndex, extractValue ? '' : fallback, { extractValue });
			return [
				name,
				typeof value === 'string' && type !== 'json' && name !== 'content' ? value.trim() : value,
			];
		}),
	) as IDataObject;
}

function itemContext(n8n: IExecuteFunctions, connection: Connection, itemIndex: number): ItemContext {
	return {
		n8n,
		connection,
		itemIndex,
		timezone: n8n.getTimezone(),
		get sendId() {
			const { $runIndex } = n8n.getWorkflowDataProxy(itemIndex) as IDataObject;
			return createHash('sha256')
				.update(JSON.stringify([n8n.getExecutionId(), n8n.getNode().id, $runIndex, itemIndex]))
				.digest('hex')
				.slice(0, 32);
		},
	};
}

function failedItem(error: unknown, failure: Parameters<typeof describeFailure>[1]): IDataObject {
	const { message, description } = describeFailure(error, failure);
	const codes =
		error instanceof PlatformRefusal
			? { errcode: error.refusal.errcode, errmsg: error.refusal.errmsg, rid: error.refusal.rid }
			: {};
	return { error: message, details: { ...codes, description } };
}
