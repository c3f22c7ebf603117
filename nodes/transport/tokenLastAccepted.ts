import { MOST_ACCOUNTS } from '../../core/api/tokenState';
import { ExpiringMap } from '../../core/state/ExpiringMap';
import { processStore } from '../../core/state/processStore';

/** How long a token is trusted after the platform accepted it. */
const TRUST_MS = 300_000;

/** Which token of each account the platform accepted last in this process, by fingerprint. */
const lastAccepted = processStore({
	name: 'tokens that were accepted within five minutes',
	bound: `${MOST_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'asks for the token in normal mode once more, which changes nothing',
	create: () => new ExpiringMap<string>(MOST_ACCOUNTS),
	size: ({ size }) => ({ accounts: size }),
});

/**
 * Notes that the platform has handed out a token or accepted it.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function recordTokenAccepted(fingerprint: string, token: string, now: number): void {
	lastAccepted().set(fingerprint, token, now, TRUST_MS);
}

/**
 * Whether the platform handed out or accepted this very token within the last five minutes, as far as this process knows.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function isTokenTrusted(fingerprint: string, token: string, now: number): boolean {
	return lastAccepted().get(fingerprint, now) === token;
}
