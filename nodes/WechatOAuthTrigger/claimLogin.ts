const claimed = new Map<string, number>();
const MANY = 10_000;

/**
 * Takes a login for this request, so that a second request for it that arrives meanwhile in the same process (double tap,
 * pre-fetch, impatient reload) does not bother WeChat. Only a courtesy: between processes, and in the end, it is WeChat that
 * accepts a code once.
 *
 * @param nonce of the login
 * @param expiresAt Unix seconds
 * @param nowSeconds Unix seconds
 * @returns false when another request has taken it
 */
export function claimLogin(nonce: string, expiresAt: number, nowSeconds: number): boolean {
	if (claimed.size >= MANY) for (const [key, end] of claimed) if (end < nowSeconds) claimed.delete(key);
	if (claimed.has(nonce)) return false;
	claimed.set(nonce, expiresAt);
	return true;
}

/** Gives a login back: WeChat was never reached, so the same callback may be tried again. */
export function releaseLogin(nonce: string): void {
	claimed.delete(nonce);
}
