import { BoundedMap } from '../state/BoundedMap';
import { ExpiringMap } from '../state/ExpiringMap';
import { type ForcedRenewals, mergeForced, NEVER_FORCED, withAccepted } from './forcedRenewals';
import { isFresh, type StoredToken } from './obtainToken';

/** What one process knows of the tokens of its accounts, for all keepers to share; another process learns it from the store. */
export interface TokenState {
	/** Requests under way, by account and by the token that was refused. */
	inFlight: Map<string, Promise<StoredToken>>;
	/** Recently fetched, by the same key: the credential store has them only a moment later. */
	recent: ExpiringMap<StoredToken>;
	/** Forced renewals by account, also of credentials that are not stored and of requests whose answer was lost. */
	forced: Map<string, ForcedRenewals>;
	/** Names this process among those that share a store. */
	process: string;
	/** How much longer than other processes this one goes on with a stable token, in milliseconds. */
	jitterMs: number;
}

/** For five minutes after a stable token has been replaced the platform takes both; a minute is left for calls under way. */
const MAX_JITTER_MS = 240_000;

/** More accounts than one n8n has; of the one that was renewed longest ago, the store is asked. */
export const MOST_ACCOUNTS = 1000;

/**
 * The state of a process that has just started.
 *
 * @param random from 0 to 1, another one in every process: the one that renews first stores the token for the others, so that a token
 *   that ends costs one request of all processes
 */
export function newTokenState(random = 0): TokenState {
	return {
		process: String(random),
		jitterMs: random * MAX_JITTER_MS,
		inFlight: new Map(),
		recent: new ExpiringMap(MOST_ACCOUNTS),
		forced: new BoundedMap(MOST_ACCOUNTS),
	};
}

/**
 * Names a request for a token: those that would get the same one share it.
 *
 * @param account names it in the state
 * @param refused the token that the platform has refused, if one was
 */
export function requestKey(account: string, refused: StoredToken | undefined): string {
	return `${account}:${refused?.accessToken ?? ''}`;
}

/** The token that such a request has lately got in this process; undefined when there is none that is still good. */
export function recentToken(state: TokenState, key: string, now: number): StoredToken | undefined {
	const recent = state.recent.get(key, now);
	return recent && isFresh(recent, now) ? recent : undefined;
}

/**
 * What is known of the forced renewals of an account, here and in the store.
 *
 * @param account names it in the state
 * @param stored what the store says of it
 * @param now Unix milliseconds
 */
export function knownForced(
	state: TokenState,
	account: string,
	stored: ForcedRenewals | undefined,
	now: number,
): ForcedRenewals {
	return mergeForced(stored ?? NEVER_FORCED, state.forced.get(account) ?? NEVER_FORCED, now);
}

/** Remembers the forced renewals of an account in this process. */
export function noteForced(state: TokenState, account: string, forced: ForcedRenewals): void {
	state.forced.set(account, forced);
}

/** Remembers that the token of the last renewal was accepted, and gives what is known then. */
export function noteAccepted(state: TokenState, account: string, forced: ForcedRenewals): ForcedRenewals {
	const known = withAccepted(forced);
	noteForced(state, account, known);
	return known;
}
