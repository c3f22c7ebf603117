import { concernsTheOther, singleFlight } from './singleFlight';
import { obtainToken, type StoredToken, type TokenSource } from './obtainToken';
import { repeatCall } from './repeatCall';
import { type SharedStore, tokenOfAnother } from './tokenOfAnother';
import { knownForced, noteForced, recentToken, requestKey, type TokenState } from './tokenState';
import type { ApiHost, ApiPorts } from './wire';

/** An account as far as its token is concerned. */
export interface TokenAccount {
	/** Where the platform's API is. */
	host: ApiHost;
	/** Which kind of token. */
	source: TokenSource;
	/** Names the account in a {@link TokenState}. */
	fingerprint: string;
}

/** Where the account's token is kept for all processes. */
export interface TokenStore {
	/** The stored token, or undefined when there is none. */
	read(): Promise<StoredToken | undefined>;
	/** Keeps a new token for everybody. */
	write(token: StoredToken): Promise<void>;
	/** The same for the processes that agree on who asks; left out where there is one process. */
	shared?: SharedStore;
}

/** Long enough for a token to reach the store with the next call, short enough for it to be still valid. */
const RECENT_MS = 10_000;

/**
 * Makes the function that fetches a token from its source and keeps it for everybody. Many callers that need one at the same
 * time share a single request.
 *
 * @param ports network and clock
 * @param account whose token it is
 * @param store shared between processes
 * @param state what this process knows of tokens
 * @returns takes what the store says, and the token that the platform has refused, if one was
 */
export function createTokenFetcher(
	ports: ApiPorts,
	account: TokenAccount,
	store: TokenStore,
	state: TokenState,
): (stored: StoredToken | undefined, refused?: StoredToken) => Promise<StoredToken> {
	const { host, source, fingerprint } = account;
	const forcedOf = (stored: StoredToken | undefined) =>
		knownForced(state, fingerprint, stored?.forced, ports.now());

	const request = async (key: string, stored: StoredToken | undefined, refused: StoredToken | undefined) => {
		const atFirst = forcedOf(stored);
		const theirs =
			store.shared && (await tokenOfAnother(ports, store.shared, state.process, refused?.accessToken));
		if (theirs) {
			state.recent.set(key, theirs, ports.now(), RECENT_MS);
			return theirs;
		}
		const token = await repeatCall(
			ports,
			{ effect: 'read' },
			async () =>
				await obtainToken(ports, host, source, {
					refused,
					// A forced request of a stable token without an answer is not made again: it may have been carried out.
					forced: source.kind === 'stable' ? forcedOf(stored) : atFirst,
					noteForced: (forced) => noteForced(state, fingerprint, forced),
				}),
		);
		await store.write(token);
		if (token.accessToken !== refused?.accessToken) state.recent.set(key, token, ports.now(), RECENT_MS);
		return token;
	};

	return async (stored, refused) => {
		const key = requestKey(fingerprint, refused);
		const recent = recentToken(state, key, ports.now());
		if (recent) return recent;
		const shared = singleFlight(
			state.inFlight,
			key,
			async () => await request(key, stored, refused),
			concernsTheOther,
		);
		return await ports.share(shared);
	};
}
