import type { LoginOutcome } from '../../core/oauth/LoginRecord';
import { BoundedMap } from '../../core/state/BoundedMap';
import type { Exchanged } from './exchangeLogin';

/** What this process knows of one callback. */
export interface LoginClaim {
	/** The one exchange of its code, from when it was begun; it gives nothing when it has to wait. */
	exchanged?: Promise<Exchanged | undefined>;
	/** Whether the browser that started the login has come with it. */
	taken: boolean;
	/** What it came to; undefined while it is under way. */
	outcome?: LoginOutcome;
}

/** How many callbacks are remembered. */
export const MOST_CLAIMS = 10_000;

/**
 * Callbacks by login and code, so that a second request for the same one that arrives meanwhile in this process (double tap,
 * pre-fetch, impatient reload) does not bother WeChat. Only a courtesy: between processes, and in the end, it is WeChat that
 * accepts a code once. The oldest are forgotten first, at the same cost however many there are.
 */
export class LoginClaims {
	private readonly claims: BoundedMap<LoginClaim>;

	/** @param mostKept how many are remembered */
	constructor(mostKept = MOST_CLAIMS) {
		this.claims = new BoundedMap(mostKept);
	}

	/**
	 * What is known of a callback; from now on at least that it came.
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

	/** How many callbacks are remembered at the moment. */
	get size(): number {
		return this.claims.size;
	}

	/** Forgets a callback: its code was not handed to WeChat, so the same callback may be tried again. */
	release(nonce: string, code: string): void {
		this.claims.delete(nonce + code);
	}
}
