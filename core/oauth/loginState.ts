import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LoginRecord } from './LoginRecord';

const STATE = /^([0-9a-f]{32})([0-9a-f]{64})$/;

/**
 * Makes the `state` of a login: its nonce and a digest over nonce, expiry and everything that the link carried. 96 letters
 * and digits, within WeChat's 128.
 *
 * @param record the login
 * @param key from {@link deriveLoginKeys}
 */
export function stateOf(record: LoginRecord, key: Buffer): string {
	return record.nonce + digestOf(record, key).toString('hex');
}

/**
 * The nonce inside a `state`, by which its cookie is found. Says nothing about whether the state is genuine.
 *
 * @returns undefined when it does not even look like one of ours
 */
export function nonceOf(state: string): string | undefined {
	return STATE.exec(state)?.[1];
}

/**
 * Whether a `state` that came back belongs to the login that this browser started.
 *
 * @param state as received
 * @param record out of the browser's cookie
 * @param key from {@link deriveLoginKeys}
 */
export function isStateOf(state: string, record: LoginRecord, key: Buffer): boolean {
	const [, nonce, digest] = STATE.exec(state) ?? [];
	if (nonce !== record.nonce || digest === undefined) return false;
	return timingSafeEqual(Buffer.from(digest, 'hex'), digestOf(record, key));
}

function digestOf({ nonce, expiresAt, params, returnTo }: LoginRecord, key: Buffer): Buffer {
	const pairs = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
	return createHmac('sha256', key)
		.update(JSON.stringify([nonce, expiresAt, pairs, returnTo ?? null]))
		.digest();
}
