import { MOST_ACCOUNTS } from '../../core/api/tokenState';
import { ExpiringMap } from '../../core/state/ExpiringMap';
import { processStore } from '../../core/state/processStore';

/** How long a token is trusted after WeChat accepted it. */
const TRUST_MS = 300_000;

/** The token that WeChat last accepted in this process, by account fingerprint. */
const lastAccepted = processStore({
	name: 'tokens that were accepted within five minutes',
	bound: `${MOST_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'asks for the token in normal mode once more, which changes nothing',
	create: () => new ExpiringMap<string>(MOST_ACCOUNTS),
	size: ({ size }) => ({ accounts: size }),
});

/**
 * Records that WeChat has issued or accepted a token.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function recordTokenAccepted(fingerprint: string, token: string, now: number): void {
	lastAccepted().set(fingerprint, token, now, TRUST_MS);
}

/**
 * Whether WeChat issued or accepted exactly this token within the last five minutes, as far as this process knows.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function isTokenTrusted(fingerprint: string, token: string, now: number): boolean {
	return lastAccepted().get(fingerprint, now) === token;
}
