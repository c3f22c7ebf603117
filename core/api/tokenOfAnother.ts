import { isFresh, type StoredToken } from './obtainToken';
import type { ApiPorts } from './wire';

/** The store of the tokens as several processes share it. */
export interface SharedStore {
	/** The token and the claim that it has now. */
	look(): Promise<{ token?: StoredToken; claim: string }>;
	/** Puts a claim into it, at once; left out where this process respects the claims of others and makes none. */
	claim?(claim: string): Promise<void>;
}

/** Longer than another process takes from a look without a claim to its own claim. */
const PAUSE_MS = 1000;
/** By then a request for a token has an answer, or whoever has claimed it is dead. */
const CLAIM_MS = 5000;
/** Twice as long as a claim: nobody waits longer, whatever the store says. */
const MOST_LOOKS = 10;

/**
 * Waits for the token that another process is fetching, so that of many that need one at once only one asks for it. n8n's
 * store knows no locks, and the last who writes wins: so whoever finds neither token nor claim writes a claim, pauses, and asks only
 * when it is still its own (Fischer's algorithm). It is exact as long as a write takes less than the pause; otherwise two ask, and get
 * the same token. A process that makes no claims asks as soon as nobody else has a claim.
 *
 * @param ports clock
 * @param store of all processes; without one that can be read and written the wait ends at once
 * @param me names this process among them
 * @param refused the token that the platform has refused, which is none
 * @returns the token; undefined when this process is to ask. It rejects only when `ports.sleep` does
 */
export async function tokenOfAnother(
	ports: ApiPorts,
	store: SharedStore,
	me: string,
	refused: string | undefined,
): Promise<StoredToken | undefined> {
	/** What stood in the place of our claim when it was written, if that was at the last look. */
	let replaced: string | undefined;
	for (let looks = 0; looks < MOST_LOOKS; looks++) {
		const seen = await store.look().catch(() => undefined);
		if (!seen) return undefined;
		const { token, claim } = seen;
		if (token && token.accessToken !== refused && isFresh(token, ports.now())) return token;
		const holder = holderOf(claim, ports.now());
		// The store keeps nothing when what we have replaced is still there.
		if (holder === me || claim === replaced) return undefined;
		replaced = undefined;
		if (holder === undefined) {
			if (!store.claim) return undefined;
			const isWritten = await store.claim(`${ports.now()}/${me}`).then(
				() => true,
				() => false,
			);
			if (!isWritten) return undefined;
			replaced = claim;
		}
		await ports.sleep(PAUSE_MS);
	}
	return undefined;
}

/** Who has claimed to fetch the token; nobody when that was long ago, or in the future of a clock that was set back. */
function holderOf(claim: string, now: number): string | undefined {
	const [, since, holder] = /^(\d{13})\/(.+)$/.exec(claim) ?? [];
	return Math.abs(now - Number(since)) < CLAIM_MS ? holder : undefined;
}
