import { concernsTheOther, singleFlight } from './singleFlight';
import { obtainToken, type StoredToken, type TokenSource } from './obtainToken';
import { repeatCall } from './repeatCall';
import { type SharedStore, tokenOfAnother } from './tokenOfAnother';
import { knownForced, noteForced, recentToken, requestKey, type TokenState } from './tokenState';
import type { ApiHost, ApiPorts } from './wire';

/** The data of an account that its token depends on. */
export interface TokenAccount {
	/** Where WeChat's API is. */
	host: ApiHost;
	/** Which kind of token. */
	source: TokenSource;
	/** Identifies the account in a {@link TokenState}. */
	fingerprint: string;
}

/** Where the account's token is stored for all processes. */
export interface TokenStore {
	/** The stored token, or undefined when there is none. */
	read(): Promise<StoredToken | undefined>;
	/** Stores a new token for all processes. */
	write(token: StoredToken): Promise<void>;
	/** Access for processes that coordinate who fetches a token; left out where there is only one process. */
	shared?: SharedStore;
}

/** Long enough for a token to reach the store with the next call, short enough that it is still valid. */
const RECENT_MS = 10_000;

/**
 * Creates the function that fetches a token from its source and stores it for all processes. Concurrent callers share a single request.
 *
 * @param ports network and clock
 * @param account whose token it is
 * @param store shared between processes
 * @param state what this process knows about tokens
 * @returns a function of the stored token and the token that WeChat refused, if any
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
					// A forced request for a stable token that got no answer is not repeated: it may have been carried out.
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
