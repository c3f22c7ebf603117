import type { World } from '../World';
import type { Fault } from './Fault';

/**
 * Takes the first fault that applies to a call, and counts it.
 *
 * @param path of the API
 * @returns the fault, or null when none applies
 */
export function strikeFault(world: World, path: string): Fault | null {
	for (const fault of world.store.faults) {
		if (fault.remaining === 0 || !matches(fault.match, path)) continue;
		if (fault.rate < 1 && world.ids.fraction() >= fault.rate) continue;
		if (fault.remaining !== null) fault.remaining -= 1;
		fault.struck += 1;
		return fault;
	}
	return null;
}

function matches(pattern: string, path: string): boolean {
	return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
