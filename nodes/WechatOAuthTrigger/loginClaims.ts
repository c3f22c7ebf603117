import type { LoginOutcome } from '../../core/oauth/LoginRecord';
import { BoundedMap } from '../../core/state/BoundedMap';
import type { Exchanged } from './exchangeLogin';

/** What this process knows about one callback. */
export interface LoginClaim {
	/** The only exchange of its code, set when it begins; resolves to undefined when it has to wait. */
	exchanged?: Promise<Exchanged | undefined>;
	/** Whether the browser that started the login has made this callback. */
	taken: boolean;
	/** The result; undefined while it is being processed. */
	outcome?: LoginOutcome;
}

/** How many callbacks are remembered. */
export const MOST_CLAIMS = 10_000;

/**
 * Callbacks by login and code, so that a second request for the same one that arrives meanwhile in this process (double tap, prefetch,
 * impatient reload) makes no second call to WeChat. This is only an optimization: what counts, also between processes, is that WeChat
 * accepts a code once. The oldest are forgotten first, in constant time.
 */
export class LoginClaims {
	private readonly claims: BoundedMap<LoginClaim>;

	/** @param mostKept how many are remembered */
	constructor(mostKept = MOST_CLAIMS) {
		this.claims = new BoundedMap(mostKept);
	}

	/**
	 * Returns what is known about a callback, and remembers the callback if it is new.
	 *
	 * @param nonce of the login
	 * @param code its digest
	 */
	of(nonce: string, code: string): LoginClaim {
		const known = this.claims.get(nonce + code);
		if (known) return known;
		const claim: LoginClaim = { taken: false };
		this.claims.set(nonce + code, claim);
		return claim;
	}

	/** How many callbacks are currently remembered. */
	get size(): number {
		return this.claims.size;
	}

	/** Forgets a callback: its code was not sent to WeChat, so the same callback may be tried again. */
	release(nonce: string, code: string): void {
		this.claims.delete(nonce + code);
	}
}
