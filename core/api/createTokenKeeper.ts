import { PlatformRefusal } from '../errors/WechatErrors';
import { joinFlight } from './joinFlight';
import { obtainToken, type StoredToken, type TokenSource } from './obtainToken';
import { repeatCall } from './repeatCall';
import type { ApiHost, ApiPorts } from './wire';

/** Where the account's token is kept for all processes. */
export interface TokenStore {
	/** The stored token, or undefined when there is none. */
	read(): Promise<StoredToken | undefined>;
	/** Keeps a new token for everybody. */
	write(token: StoredToken): Promise<void>;
}

/** Gives out the account's token. */
export interface TokenKeeper {
	/** A token that is valid as far as is known. */
	current(): Promise<string>;
	/** A token other than the one that the platform has just refused. */
	renewed(rejected: string): Promise<string>;
}

/** Token requests of one process, for all its keepers to share. */
export interface TokenFlights {
	/** Under way, by account and by the token that was refused. */
	underWay: Map<string, Promise<StoredToken>>;
	/** Just brought home, by the same key: the store has them a moment later only. */
	landed: Map<string, { token: StoredToken; until: number }>;
}

/** Shared requests of a process that has made none yet. */
export function newTokenFlights(): TokenFlights {
	return { underWay: new Map(), landed: new Map() };
}

/** Long enough for a token to reach the store with the next call, short enough to be true. */
const LANDED_MS = 10_000;

/**
 * Keeps the token of one account: out of memory, else out of the store, else from the platform. Many callers that need one
 * at the same time share a single request.
 *
 * @param ports network and clock
 * @param host of the platform's API
 * @param source which kind of token
 * @param store shared between processes
 * @param flights requests of this process; all keepers share one
 * @param account names the account in `flights`
 */
export function createTokenKeeper(
	ports: ApiPorts,
	host: ApiHost,
	source: TokenSource,
	store: TokenStore,
	flights: TokenFlights,
	account: string,
): TokenKeeper {
	let held: StoredToken | undefined;

	const isFresh = (token: StoredToken | undefined) =>
		token !== undefined && token.accessToken !== '' && token.expiresAt > ports.now();

	const fetch = async (key: string, past: { rejected?: string; forcedAt?: number }) => {
		const flight = joinFlight(flights.underWay, key, async () => {
			const token = await repeatCall(
				ports,
				{ effect: 'read' },
				async () => await obtainToken(ports, host, source, past),
			);
			await store.write(token);
			if (token.accessToken !== past.rejected) land(key, token);
			return token;
		});
		return await ports.share(flight);
	};

	const land = (key: string, token: StoredToken) => {
		const now = ports.now();
		for (const [old, { until }] of flights.landed) if (until <= now) flights.landed.delete(old);
		flights.landed.set(key, { token, until: now + LANDED_MS });
	};

	const fetchOnce = async (past: { rejected?: string; forcedAt?: number }) => {
		const key = `${account}:${past.rejected ?? ''}`;
		const landed = flights.landed.get(key);
		if (landed && landed.until > ports.now() && isFresh(landed.token)) return landed.token;
		const joins = flights.underWay.has(key);
		try {
			return await fetch(key, past);
		} catch (error) {
			// The other caller may have been cancelled or cut off; what the platform refuses, it refuses to us as well.
			if (!joins || error instanceof PlatformRefusal) throw error;
			return await fetch(key, past);
		}
	};

	return {
		async current() {
			if (held && isFresh(held)) return held.accessToken;
			const stored = await store.read();
			// Another call of this run may have got one while the store was read.
			if (held && isFresh(held)) return held.accessToken;
			held = stored && isFresh(stored) ? stored : await fetchOnce({ forcedAt: stored?.forcedAt });
			return held.accessToken;
		},
		async renewed(rejected) {
			// Another call of this run, or another process, may have renewed it already, or while the store was read.
			const renewedHere = () =>
				held && isFresh(held) && held.accessToken !== rejected ? held.accessToken : undefined;
			const early = renewedHere();
			if (early !== undefined) return early;
			const stored = await store.read();
			const late = renewedHere();
			if (late !== undefined) return late;
			const forcedAt = Math.max(stored?.forcedAt ?? 0, held?.forcedAt ?? 0);
			const renewedElsewhere = stored && isFresh(stored) && stored.accessToken !== rejected;
			held = renewedElsewhere ? stored : await fetchOnce({ rejected, forcedAt });
			return held.accessToken;
		},
	};
}
