import { createHmac, timingSafeEqual } from 'node:crypto';

/** The content of the `state` parameter. */
export interface LoginState {
	/** 32 hex digits, the same as in the login's record in the browser. */
	nonce: string;
	/** Unix seconds after which the callback is refused. */
	expiresAt: number;
	/** Whether a browser that does not have the login's cookie may be led to start again. */
	mayRestart: boolean;
}

const STATE = /^([0-9a-f]{32})([0-9a-f]{8})([01])([0-9a-f]{64})$/;

/**
 * Serializes a `state`: its content and a digest of it, so that every process can recognize a genuine one without the browser's cookie. 105
 * letters and digits, within WeChat's limit of 128.
 *
 * @param state the content
 * @param key from {@link deriveLoginKeys}
 */
export function printState({ nonce, expiresAt, mayRestart }: LoginState, key: Buffer): string {
	const facts = nonce + expiresAt.toString(16).padStart(8, '0') + (mayRestart ? '1' : '0');
	return facts + digestOf(facts, key).toString('hex');
}

/**
 * Reads and verifies a `state` that came back.
 *
 * @param text as received
 * @param key from {@link deriveLoginKeys}
 * @returns undefined when this trigger did not make it
 */
export function readState(text: string, key: Buffer): LoginState | undefined {
	const [, nonce = '', expiry = '', restart = '', digest = ''] = STATE.exec(text) ?? [];
	if (digest === '') return undefined;
	const genuine = timingSafeEqual(Buffer.from(digest, 'hex'), digestOf(nonce + expiry + restart, key));
	return genuine ? { nonce, expiresAt: parseInt(expiry, 16), mayRestart: restart === '1' } : undefined;
}

function digestOf(facts: string, key: Buffer): Buffer {
	return createHmac('sha256', key).update(facts).digest();
}
