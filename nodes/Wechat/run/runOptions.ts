import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { toNodeError } from '../../transport/toNodeError';
import type { Operation } from '../operation';

/** How the items of one run are worked on. */
export interface RunOptions {
	/** Calls in flight at a time. */
	inFlight: number;
	/** Starts per second, 0 = as fast as answers come. */
	perSecond: number;
}

const MAX_IN_FLIGHT = 50;

/** The editor's field for {@link RunOptions}, shown for operations whose items do not depend on each other. */
export const runOptionsField: INodeProperties = {
	displayName: 'Bulk Options',
	name: 'runOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Calls in Flight',
			name: 'inFlight',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 10,
			description: 'How many calls are made at the same time; outputs keep the order of the inputs',
		},
		{
			displayName: 'Calls per Second',
			name: 'perSecond',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Upper limit of calls begun per second, 0 for none',
		},
	],
};

/**
 * Reads the run options; operations that are not parallel go one item at a time.
 *
 * @throws NodeOperationError when a value is not usable
 */
export function readRunOptions(n8n: IExecuteFunctions, operation: Operation): RunOptions {
	if (!operation.parallel) return { inFlight: 1, perSecond: 0 };
	const given = n8n.getNodeParameter('runOptions', 0, {}) as IDataObject;
	const inFlight = Number(given.inFlight ?? 10);
	const perSecond = Number(given.perSecond ?? 0);
	if (!Number.isInteger(inFlight) || inFlight < 1 || inFlight > MAX_IN_FLIGHT) {
		throw refuse(n8n, 'Calls in Flight', `must be a whole number from 1 to ${MAX_IN_FLIGHT}`);
	}
	if (!(perSecond >= 0)) throw refuse(n8n, 'Calls per Second', 'must be 0 or more');
	return { inFlight, perSecond };
}

function refuse(n8n: IExecuteFunctions, field: string, rule: string) {
	const error = new InvalidInputError(field, rule, 'Correct it under Bulk Options.');
	return toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now() });
}
