import { isFresh, type StoredToken } from './obtainToken';
import type { ApiPorts } from './wire';

/** The token store as several processes share it. */
export interface SharedStore {
	/** Reads the token and the current claim. */
	look(): Promise<{ token?: StoredToken; claim: string }>;
	/**
	 * Writes a claim immediately, unless the store no longer has the claim that it is to replace; left out where this process respects the
	 * claims of others but makes none.
	 */
	claim?(claim: string, replaced: string): Promise<void>;
}

/** Longer than another process takes to write its claim. */
const PAUSE_MS = 1000;
/** Where this process has taken long to write, so do the others of that machine and that database: the pause is this many times as long. */
const PAUSE_PER_WRITE = 2;
/** Leaves enough of {@link CLAIM_MS} for a slow write and the request for the token. */
const LONGEST_PAUSE_MS = 2500;
/** By then a request for a token has been answered, or the process that claimed it has died. */
const CLAIM_MS = 5000;
/** Twice as long as a claim: no process looks longer, whatever the store says. */
const MOST_LOOKS = 10;

/**
 * Waits for the token that another process is fetching, so that only one of many processes requests it. n8n's store has no locks, and the
 * last write wins. So a process that finds neither token nor claim writes a claim, pauses, and makes the request only if the claim is still
 * its own (Fischer's algorithm). This is exact as long as a write takes less time than the pauses of the others; otherwise two processes make
 * the request, and get the same token. A process that makes no claims makes the request as soon as no other one has a claim.
 *
 * @param ports clock
 * @param store shared by all processes; the wait ends at once if it cannot be read and written
 * @param me identifies this process
 * @param refused the token that WeChat has refused, which does not count as a token
 * @returns the token; undefined when this process is to fetch it. It rejects only when `ports.sleep` does
 */
export async function tokenOfAnother(
	ports: ApiPorts,
	store: SharedStore,
	me: string,
	refused: string | undefined,
): Promise<StoredToken | undefined> {
	/** The claim that ours replaced, if ours was written after the latest read. */
	let replaced: string | undefined;
	for (let looks = 0; looks < MOST_LOOKS; looks++) {
		const seen = await store.look().catch(() => undefined);
		if (!seen) return undefined;
		const { token, claim } = seen;
		if (token && token.accessToken !== refused && isFresh(token, ports.now())) return token;
		const holder = holderOf(claim, ports.now());
		// If the replaced claim is still there, the store does not keep what is written.
		if (holder === me || claim === replaced) return undefined;
		replaced = undefined;
		let pause = PAUSE_MS;
		if (holder === undefined) {
			if (!store.claim) return undefined;
			const began = ports.now();
			const isWritten = await store.claim(`${began}/${me}`, claim).then(
				() => true,
				() => false,
			);
			if (!isWritten) return undefined;
			replaced = claim;
			pause = pauseAfter(ports.now() - began);
		}
		await ports.sleep(pause);
	}
	return undefined;
}

function pauseAfter(writeMs: number): number {
	return Math.min(Math.max(PAUSE_MS, writeMs * PAUSE_PER_WRITE), LONGEST_PAUSE_MS);
}

/** The process that claims to fetch the token; undefined when the claim is old, or in the future because a clock was set back. */
function holderOf(claim: string, now: number): string | undefined {
	const [, since, holder] = /^(\d{13})\/(.+)$/.exec(claim) ?? [];
	return Math.abs(now - Number(since)) < CLAIM_MS ? holder : undefined;
}
