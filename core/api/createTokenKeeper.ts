import type { Renewal } from '../errors/WechatErrors';
import { NEVER_FORCED, renewalOf, sameForced } from './forcedRenewals';
import { isFresh, type StoredToken } from './obtainToken';
import { createTokenFetcher, type TokenAccount, type TokenStore } from './createTokenFetcher';
import { knownForced, noteAccepted, type TokenState } from './tokenState';
import type { ApiPorts } from './wire';

/** Gives out the account's token. */
export interface TokenKeeper {
	/** A token that is valid as far as this process knows. */
	current(): Promise<string>;
	/** A replacement for the token that WeChat has just refused, possibly the same token again, and the result of the renewal. */
	renewed(rejected: string): Promise<{ token: string; renewal: Renewal }>;
	/** Notes that WeChat has accepted a token. */
	accepted(token: string): Promise<void>;
}

/**
 * Gives out the token of one account: from memory, else from the store, else from WeChat. Concurrent callers share a single request.
 *
 * @param ports network and clock
 * @param account whose token it is
 * @param store shared between processes
 * @param state what this process knows about tokens; all keepers share one
 */
export function createTokenKeeper(
	ports: ApiPorts,
	account: TokenAccount,
	store: TokenStore,
	state: TokenState,
): TokenKeeper {
	const { source, fingerprint } = account;
	let held: StoredToken | undefined;

	// Other sources invalidate a token when they replace it.
	const jitterMs = source.kind === 'stable' ? state.jitterMs : 0;
	const isUsable = (token: StoredToken) => isFresh(token, ports.now() - jitterMs);

	const forcedOf = (token: StoredToken) => knownForced(state, fingerprint, token.forced, ports.now());
	const fetchOnce = createTokenFetcher(ports, account, store, state);

	/** Adopts a stored token; if this process knows more about renewals, that goes to the store with the next request. */
	const takeOver = async (stored: StoredToken): Promise<StoredToken> => {
		const forced = forcedOf(stored);
		if (sameForced(forced, stored.forced)) return stored;
		const token = { ...stored, forced };
		await store.write(token);
		return token;
	};

	const renew = async (rejected: string): Promise<StoredToken> => {
		// Another call of this run or another process may have renewed it already, or may do so while the store is read.
		const renewedHere = () => (held && isUsable(held) && held.accessToken !== rejected ? held : undefined);
		const early = renewedHere();
		if (early) return early;
		const stored = await store.read();
		const late = renewedHere();
		if (late) return late;
		if (stored && isUsable(stored) && stored.accessToken !== rejected) return await takeOver(stored);
		const refused = [held, stored].find((token) => token?.accessToken === rejected);
		return await fetchOnce(stored, refused ?? { accessToken: rejected, expiresAt: 0, forced: NEVER_FORCED });
	};

	return {
		async current() {
			if (held && isUsable(held)) return held.accessToken;
			const stored = await store.read();
			// Another call of this run may have obtained one while the store was read.
			if (held && isUsable(held)) return held.accessToken;
			held = stored && isUsable(stored) ? await takeOver(stored) : await fetchOnce(stored);
			return held.accessToken;
		},
		async renewed(rejected) {
			held = await renew(rejected);
			const { accessToken } = held;
			const now = ports.now();
			const renewal = renewalOf(accessToken !== rejected, forcedOf(held), source.kind, now);
			return { token: accessToken, renewal };
		},
		async accepted(token) {
			if (held?.accessToken !== token || held.forced.inVain === 0) return;
			held = { ...held, forced: noteAccepted(state, fingerprint, held.forced) };
			await store.write(held);
		},
	};
}
