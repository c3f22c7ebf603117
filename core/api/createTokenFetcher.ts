import { WechatApiError } from '../errors/WechatErrors';
import { singleFlight } from './singleFlight';
import { isFresh, obtainToken, type StoredToken, type TokenSource } from './obtainToken';
import { repeatCall } from './repeatCall';
import { knownForced, noteForced, type TokenFlights } from './tokenFlights';
import type { ApiHost, ApiPorts } from './wire';

/** Where the account's token is kept for all processes. */
export interface TokenStore {
	/** The stored token, or undefined when there is none. */
	read(): Promise<StoredToken | undefined>;
	/** Keeps a new token for everybody. */
	write(token: StoredToken): Promise<void>;
}

/** Long enough for a token to reach the store with the next call, short enough to be true. */
const RECENT_MS = 10_000;

/**
 * Makes the function that fetches a token from its source and keeps it for everybody. Many callers that need one at the same
 * time share a single request.
 *
 * @param ports network and clock
 * @param host of the platform's API
 * @param source which kind of token
 * @param store shared between processes
 * @param flights requests of this process
 * @param account names the account in `flights`
 * @returns takes what the store says, and the token that the platform has refused, if one was
 */
export function createTokenFetcher(
	ports: ApiPorts,
	host: ApiHost,
	source: TokenSource,
	store: TokenStore,
	flights: TokenFlights,
	account: string,
): (stored: StoredToken | undefined, refused?: StoredToken) => Promise<StoredToken> {
	const forcedOf = (stored: StoredToken | undefined) =>
		knownForced(flights, account, stored?.forced, ports.now());

	const fetch = async (key: string, refused: StoredToken | undefined, stored: StoredToken | undefined) => {
		const atFirst = forcedOf(stored);
		const flight = singleFlight(flights.inFlight, key, async () => {
			const token = await repeatCall(
				ports,
				{ effect: 'read' },
				async () =>
					await obtainToken(ports, host, source, {
						refused,
						// A forced request of a stable token without an answer is not made again: it may have been carried out.
						forced: source.kind === 'stable' ? forcedOf(stored) : atFirst,
						noteForced: (forced) => noteForced(flights, account, forced),
					}),
			);
			await store.write(token);
			if (token.accessToken !== refused?.accessToken) flights.recent.set(key, token, ports.now() + RECENT_MS);
			return token;
		});
		return await ports.share(flight);
	};

	return async (stored, refused) => {
		const key = `${account}:${refused?.accessToken ?? ''}`;
		const recent = flights.recent.get(key, ports.now());
		if (recent && isFresh(recent, ports.now())) return recent;
		const joins = flights.inFlight.has(key);
		try {
			return await fetch(key, refused, stored);
		} catch (error) {
			// The other caller may have been cancelled or cut off; what the platform refuses, it refuses to us as well.
			if (!joins || error instanceof WechatApiError) throw error;
			return await fetch(key, refused, stored);
		}
	};
}
