import type { IExecuteFunctions } from 'n8n-workflow';
import type { ApiAnswer, ApiRequest } from '../../core/api/wire';
import { processStore } from '../../core/state/processStore';
import type { ItemContext } from './itemContexts';

/** Calls made so far, by the context of a node's run and by request. */
const runs = processStore({
	name: 'calls that a run makes once',
	bound: 'ends with the run',
	elsewhere: 'nothing: a run of a node stays in one process',
	create: () => new WeakMap<IExecuteFunctions, Map<string, Promise<ApiAnswer>>>(),
	size: () => ({}),
});

/**
 * Makes a call once per run of the node, however many items request it, and gives all of them its result: for a write that uses up a scarce
 * quota, or a list that every item needs.
 *
 * @param item context of the current item
 * @param request to send
 * @param make makes the call, by default as a write
 * @returns the answer to the first of these calls
 * @throws what the first of them threw
 */
export async function oncePerRun(
	item: ItemContext,
	request: ApiRequest,
	make: (item: ItemContext, request: ApiRequest) => Promise<ApiAnswer> = callAsWrite,
): Promise<ApiAnswer> {
	const made = runs().get(item.n8n) ?? new Map<string, Promise<ApiAnswer>>();
	runs().set(item.n8n, made);
	const key = JSON.stringify([request.path, request.body]);
	const call = made.get(key) ?? make(item, request);
	made.set(key, call);
	return await call;
}

async function callAsWrite({ connection }: ItemContext, request: ApiRequest): Promise<ApiAnswer> {
	return await connection.call(request, { effect: 'write' });
}
