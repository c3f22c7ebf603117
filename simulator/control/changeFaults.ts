import type { Fault, FaultEffect } from '../server/Fault';
import type { World } from '../World';
import type { FaultInput } from './inputs';

/** Adds a fault, or removes one or all of them. */
export function changeFaults({ store, ids }: World, input: FaultInput): void {
	if ('clear' in input) {
		store.faults = input.id === undefined ? [] : store.faults.filter((fault) => fault.id !== input.id);
		return;
	}
	const fault: Fault = {
		id: ids.serial(),
		match: input.match,
		effect: effectOf(input),
		delayMs: input.delayMs ?? 0,
		remaining: input.count ?? null,
		rate: input.rate ?? 1,
		struck: 0,
	};
	store.faults.push(fault);
}

function effectOf(input: Exclude<FaultInput, { clear: true }>): FaultEffect {
	if (input.errcode !== undefined)
		return { kind: 'errcode', errcode: input.errcode, errmsg: input.errmsg ?? null };
	if (input.status !== undefined) return { kind: 'status', status: input.status };
	if (input.drop !== undefined) return { kind: `drop-${input.drop}` };
	if (input.truncate) return { kind: 'truncate' };
	if (input.body !== undefined) return { kind: 'body', body: input.body };
	return { kind: 'delay' };
}
