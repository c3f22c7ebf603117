import type { INodeExecutionData } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import type { ItemContext, Operation } from '../../../nodes/Wechat/runner/Operation';
import { toItems } from '../../../nodes/Wechat/runner/toItems';
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
export async function carryOut(
	operation: Operation,
	item: ItemContext,
	params = operation.sample.params,
): Promise<INodeExecutionData[]> {
	const given = structuredClone(params);
	if (operation.run) return await operation.run(given, item);
	if (!operation.request) throw new Error('the operation has neither request nor run');
	const answer = await item.connection.call(operation.request(given, item), operation);
	return operation.toItems ? await operation.toItems(answer, item) : toItems(answer, operation.output);
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
	const items = await carryOut(operation, stubItem(call, operation.sample, requests));
	return { calls, requests, items };
}
