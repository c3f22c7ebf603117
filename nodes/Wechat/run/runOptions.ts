import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { coerceValue } from '../../shared/coerceValue';
import { toNodeError } from '../../transport/toNodeError';
import type { Operation } from '../operation';

/** How the items of one run are processed. */
export interface RunOptions {
	/** Maximum number of calls in flight. */
	inFlight: number;
	/** Maximum number of starts per second; 0 means no limit. */
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
			typeOptions: { minValue: 1, maxValue: MAX_IN_FLIGHT },
			default: 10,
			description: 'How many calls are made at the same time; outputs keep the order of the inputs',
		},
		{
			displayName: 'Calls per Second',
			name: 'perSecond',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'Upper limit of calls begun per second, 0 for none',
		},
	],
};

/**
 * Reads the run options; operations that are not parallel process one item at a time.
 *
 * @throws NodeOperationError when a value is not usable
 */
export function readRunOptions(n8n: IExecuteFunctions, operation: Operation): RunOptions {
	if (!operation.parallel) return { inFlight: 1, perSecond: 0 };
	try {
		const given = coerceValue(runOptionsField, n8n.getNodeParameter('runOptions', 0, {})) as IDataObject;
		return { inFlight: (given.inFlight ?? 10) as number, perSecond: (given.perSecond ?? 0) as number };
	} catch (error) {
		throw toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now() });
	}
}
