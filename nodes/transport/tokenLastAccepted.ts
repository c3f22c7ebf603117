import { keepLatest } from '../../core/api/keepLatest';

/** How long a token is trusted without a word from the platform. */
const TRUST_MS = 300_000;

/** More accounts than one n8n has; of one that was let go, normal mode is asked once more. */
const MOST_ACCOUNTS = 1000;

/** Which token of each account the platform accepted last in this process, by fingerprint. */
const lastAccepted = new Map<string, { token: string; at: number }>();

/**
 * Notes that the platform has handed out a token or accepted it.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function recordTokenAccepted(fingerprint: string, token: string, now: number): void {
	keepLatest(lastAccepted, fingerprint, { token, at: now }, MOST_ACCOUNTS);
}

/**
 * Whether the platform handed out or accepted this very token within the last five minutes, as far as this process knows.
 *
 * @param fingerprint of the account
 * @param now Unix milliseconds
 */
export function isTokenTrusted(fingerprint: string, token: string, now: number): boolean {
	const last = lastAccepted.get(fingerprint);
	return last?.token === token && now - last.at < TRUST_MS;
}
