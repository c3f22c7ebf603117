import { hkdfSync } from 'node:crypto';

/** The two keys that protect a login between its start and its callback. */
export interface LoginKeys {
	/** Signs the `state` that travels through WeChat. */
	sign: Buffer;
	/** Encrypts the cookie that stays in the browser. */
	seal: Buffer;
}

const KEY_BYTES = 32;

/**
 * Derives the keys of one trigger from the account's AppSecret, so that every process has them without sharing anything, and neither key
 * reveals anything about the secret.
 *
 * @param appSecret of the account
 * @param binding what the keys are valid for: AppID and callback URL; another trigger cannot use a login of this one
 */
export function deriveLoginKeys(
	appSecret: string,
	binding: { appid: string; redirectUri: string },
): LoginKeys {
	const derive = (purpose: string) => {
		const info = JSON.stringify([
			'n8n-nodes-wechat-mp web login',
			purpose,
			binding.appid,
			binding.redirectUri,
		]);
		return Buffer.from(hkdfSync('sha256', appSecret, '', info, KEY_BYTES));
	};
	return { sign: derive('state'), seal: derive('cookie') };
}
