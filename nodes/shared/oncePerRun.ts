import type { IExecuteFunctions } from 'n8n-workflow';
import type { ApiAnswer, ApiRequest } from '../../core/api/wire';
import { processStore } from '../../core/state/processStore';
import type { ItemContext } from './itemContexts';

/** By run of a node, which has a context of its own: the calls made so far, by what they ask for. */
const runs = processStore({
	name: 'calls that a run makes once',
	bound: 'ends with the run',
	elsewhere: 'nothing: a run of a node stays in one process',
	create: () => new WeakMap<IExecuteFunctions, Map<string, Promise<ApiAnswer>>>(),
	size: () => ({}),
});

/**
 * Makes a call once per run of the node, however many items ask for the same, and all of them get its outcome: a write that uses
 * up something scarce, or a list that every item looks into.
 *
 * @param item the item that is worked on
 * @param request what to call
 * @param make makes the call, as a write unless it says otherwise
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
