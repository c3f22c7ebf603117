import type { INodeExecutionData } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import type { Operation } from '../../../nodes/Wechat/operation';
import type { ItemContext } from '../../../nodes/shared/itemContexts';
import { runOperation } from '../../../nodes/Wechat/run/runOperation';
import { type MadeCall, sampleAnswer, stubItem } from './stubItem';

/** What an operation did with its sample. */
export interface SampleRun {
	calls: MadeCall[];
	/** Every request, whether it went to the API or past it. */
	requests: ApiRequest[];
	items: INodeExecutionData[];
}

/**
 * Carries an operation out as the runner does, without n8n.
 *
 * @param params defaults to those of the sample
 */
export async function executeOperation(
	operation: Operation,
	item: ItemContext,
	params = operation.sample.params,
): Promise<INodeExecutionData[]> {
	return await runOperation(operation, structuredClone(params), item);
}

/** Carries an operation out with its sample and its sample's answer to every request. */
export async function runSample(operation: Operation): Promise<SampleRun> {
	const calls: MadeCall[] = [];
	const requests: ApiRequest[] = [];
	const call: ItemContext['connection']['call'] = async (request, { effect, deduplicated }) => {
		calls.push({ request, rule: { effect, deduplicated } });
		requests.push(request);
		return sampleAnswer(operation.sample);
	};
	const items = await executeOperation(operation, stubItem(call, operation.sample, requests));
	return { calls, requests, items };
}
