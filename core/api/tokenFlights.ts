import { BoundedMap } from '../state/BoundedMap';
import { ExpiringMap } from '../state/ExpiringMap';
import { type ForcedRenewals, mergeForced, NEVER_FORCED, withAccepted } from './forcedRenewals';
import type { StoredToken } from './obtainToken';

/** What one process knows of the tokens of its accounts, for all keepers to share; another process learns it from the store. */
export interface TokenFlights {
	/** Requests under way, by account and by the token that was refused. */
	inFlight: Map<string, Promise<StoredToken>>;
	/** Recently fetched, by the same key: the credential store has them only a moment later. */
	recent: ExpiringMap<StoredToken>;
	/** Forced renewals by account, also of credentials that are not stored and of requests whose answer was lost. */
	forced: Map<string, ForcedRenewals>;
	/** How much longer than others this process goes on with a stable token, in milliseconds. */
	patienceMs: number;
}

/** For five minutes after a stable token has been replaced the platform takes both; a minute is left for calls under way. */
const LONGEST_PATIENCE_MS = 240_000;

/** More accounts than one n8n has; of the one that was renewed longest ago, the store is asked. */
export const MOST_ACCOUNTS = 1000;

/**
 * Shared requests of a process that has made none yet.
 *
 * @param chance from 0 to 1: processes with another one find the token that the first of them has fetched in the store, so that a
 *   token that ends is replaced by one request of all processes
 */
export function newTokenFlights(chance = 0): TokenFlights {
	return {
		patienceMs: chance * LONGEST_PATIENCE_MS,
		inFlight: new Map(),
		recent: new ExpiringMap(MOST_ACCOUNTS),
		forced: new BoundedMap(MOST_ACCOUNTS),
	};
}

/**
 * What is known of the forced renewals of an account, here and in the store.
 *
 * @param account names it in `flights`
 * @param stored what the store says of it
 * @param now Unix milliseconds
 */
export function knownForced(
	flights: TokenFlights,
	account: string,
	stored: ForcedRenewals | undefined,
	now: number,
): ForcedRenewals {
	return mergeForced(stored ?? NEVER_FORCED, flights.forced.get(account) ?? NEVER_FORCED, now);
}

/** Remembers the forced renewals of an account in this process. */
export function noteForced(flights: TokenFlights, account: string, forced: ForcedRenewals): void {
	flights.forced.set(account, forced);
}

/** Remembers that the token of the last renewal was accepted, and gives what is known then. */
export function noteAccepted(flights: TokenFlights, account: string, forced: ForcedRenewals): ForcedRenewals {
	const known = withAccepted(forced);
	noteForced(flights, account, known);
	return known;
}
