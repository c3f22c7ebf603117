import { BoundedMap } from '../state/BoundedMap';
import { ExpiringMap } from '../state/ExpiringMap';
import { type ForcedRenewals, mergeForced, NEVER_FORCED, withAccepted } from './forcedRenewals';
import { isFresh, type StoredToken } from './obtainToken';

/** What one process knows about the tokens of its accounts, shared by all keepers; other processes learn it from the store. */
export interface TokenState {
	/** Requests in progress, by account and refused token. */
	inFlight: Map<string, Promise<StoredToken>>;
	/** Recently fetched tokens, by the same key: they reach the credential store a moment later. */
	recent: ExpiringMap<StoredToken>;
	/** Forced renewals by account, including those for unsaved credentials and requests whose answer was lost. */
	forced: Map<string, ForcedRenewals>;
	/** Identifies this process among those that share a store. */
	process: string;
	/** How much longer this process uses a stable token than others would, in milliseconds. */
	jitterMs: number;
}

/** For five minutes after a stable token has been replaced WeChat accepts both; a minute is left for calls in progress. */
const MAX_JITTER_MS = 240_000;

/** More accounts than one n8n has; for the one renewed longest ago, the store has to be asked. */
export const MOST_ACCOUNTS = 1000;

/**
 * The state of a process that has just started.
 *
 * @param random from 0 to 1, different in every process: the process that renews first stores the token for the others, so that an expiring
 *   token costs one request for all processes
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
 * Key of a request for a token: requests that would get the same token share it.
 *
 * @param account its key in the state
 * @param refused the token that WeChat refused, if any
 */
export function requestKey(account: string, refused: StoredToken | undefined): string {
	return `${account}:${refused?.accessToken ?? ''}`;
}

/** The token that such a request recently got in this process; undefined when there is none that is still valid. */
export function recentToken(state: TokenState, key: string, now: number): StoredToken | undefined {
	const recent = state.recent.get(key, now);
	return recent && isFresh(recent, now) ? recent : undefined;
}

/**
 * What this process and the store know of the forced renewals of an account.
 *
 * @param account its key in the state
 * @param stored what the store knows
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

/** Remembers that the token of the last renewal was accepted, and returns what is then known. */
export function noteAccepted(state: TokenState, account: string, forced: ForcedRenewals): ForcedRenewals {
	const known = withAccepted(forced);
	noteForced(state, account, known);
	return known;
}
