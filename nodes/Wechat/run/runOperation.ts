import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../../core/json/isRecord';
import { ExactNumber } from '../../../core/json/ExactNumber';
import type { CallRule } from '../../../core/api/repeatCall';
import type { ApiRequest } from '../../../core/api/wire';
import type { Operation } from '../operation';
import { heldValue, type ItemContext } from '../../shared/itemContexts';
import { sendWithMedia } from '../fields/placeMedia';
import { toItems } from '../../shared/answerItems';

/**
 * Runs an operation for one item.
 *
 * @param operation to run
 * @param params values of its fields
 * @param item context of the current item
 * @returns output items, not yet paired with their input
 * @throws InvalidInputError before any call, and what the calls throw
 */
export async function runOperation(
	operation: Operation,
	params: IDataObject,
	item: ItemContext,
): Promise<INodeExecutionData[]> {
	const items = await carryOut(operation, params, item);
	const { simple } = operation;
	// The field is hidden where there is nothing to simplify, and may then contain anything.
	if (!simple || heldValue(params, 'simplify') !== true) return items;
	return items.map(({ json, ...rest }) => ({ ...rest, json: simple(json) }));
}

async function carryOut(
	operation: Operation,
	params: IDataObject,
	item: ItemContext,
): Promise<INodeExecutionData[]> {
	const { run, request: build, media: sources } = operation;
	if (run) return await run(params, item);
	if (!build) throw new Error(`${operation.resource}/${operation.option.value} has neither request nor run`);
	return await sendWithMedia(item, params, {
		sources,
		check: (trial) => build(trial, item),
		send: async (ready) => {
			const request = build(ready, item);
			const shown = await operation.preview?.(request, ready, item);
			return shown ?? (await makeRequest(operation, request, item));
		},
	});
}

async function makeRequest(
	operation: Operation,
	request: ApiRequest,
	item: ItemContext,
): Promise<INodeExecutionData[]> {
	const { effect, deduplicated } = operation;
	const promised = promisedBy(operation);
	const answer = await item.connection.call(request, { effect, deduplicated, promised });
	if (operation.toItems) return await operation.toItems(answer, item);
	const echo = echoOf(request, operation.echo);
	return toItems(answer, operation.output).map(({ json }) => ({ json: { ...echo, ...json } }));
}

/** The properties by which WeChat's answer is recognized; a read of a list shows by the list whether it is WeChat's. */
function promisedBy({ effect, output, sample }: Operation): CallRule['promised'] {
	if (effect === 'read' && output.kind === 'list') return 'anything';
	return output.kind === 'acknowledgement' ? [] : Object.keys(sample.response);
}

function echoOf({ body }: ApiRequest, names: readonly string[]): IDataObject {
	const shown = (value: unknown) => (value instanceof ExactNumber ? value.digits : value);
	const echo: Record<string, unknown> = {};
	for (const name of names) {
		const steps = name.split('.');
		const value = steps.reduce<unknown>((inner, step) => (isRecord(inner) ? inner[step] : undefined), body);
		echo[steps.at(-1) ?? name] = shown(value);
	}
	return echo as IDataObject;
}
