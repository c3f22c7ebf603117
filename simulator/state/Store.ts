import type { Delivery } from '../push/Delivery';
import type { CallRecord } from '../server/CallRecord';
import type { Fault } from '../server/Fault';
import type { Account } from './Account';
import type { ClockState } from './Clock';
import { createIdState, type IdState } from './Ids';
import { createRing, type Ring } from './ring';

const CALLS_KEPT = 2000;
const DELIVERIES_KEPT = 1000;

/** An account's access token that was issued, valid or not. */
export interface IssuedToken {
	appid: string;
	/** Unix milliseconds of its regular expiry. */
	expiresAtMs: number;
	/** Unix milliseconds from which it is refused because it was replaced or revoked; null while it is the latest. */
	deadFromMs: number | null;
}

/** The whole state of the platform as plain data: objects, arrays, maps, strings, numbers, bigints. */
export interface Store {
	clock: ClockState;
	ids: IdState;
	accounts: Map<string, Account>;
	tokens: Map<string, IssuedToken>;
	faults: Fault[];
	calls: Ring<CallRecord>;
	deliveries: Ring<Delivery>;
	/** How often routes were called that the simulator does not have, by `METHOD /path`. */
	unknownRoutes: Map<string, number>;
}

/**
 * @param seed of the ids
 * @returns a platform without accounts on the machine's time
 */
export function createStore(seed: string): Store {
	return {
		clock: { offsetMs: 0, frozenAtMs: null },
		ids: createIdState(seed),
		accounts: new Map(),
		tokens: new Map(),
		faults: [],
		calls: createRing(CALLS_KEPT),
		deliveries: createRing(DELIVERIES_KEPT),
		unknownRoutes: new Map(),
	};
}
