import type { Account } from '../state/Account';
import { ControlError } from '../ControlError';
import type { World } from '../World';
import type { DeliveryOrder } from './PushService';
import type { PushContent } from './PushContent';
import { sealPush, type SealedPush, type SealingMaterial } from './sealPush';

/** What is wrong with a forged push. */
export type Forgery =
	| 'wrong-token'
	| 'wrong-key'
	| 'wrong-appid'
	| 'altered-ciphertext'
	| 'altered-signature'
	| 'old-timestamp'
	| 'unsigned'
	| 'plain';

const OLD_SECONDS = 3600;
const NEED_ENCRYPTION: readonly Forgery[] = ['wrong-key', 'wrong-appid', 'altered-ciphertext'];

/**
 * Makes a push that a careful server should refuse: correct in everything but one point.
 *
 * @throws ControlError when the account's mode has no such point
 */
export function forgePush(
	world: World,
	account: Account,
	content: PushContent,
	forgery: Forgery,
): DeliveryOrder {
	const { ids, clock } = world;
	if (account.mode === 'plain' && NEED_ENCRYPTION.includes(forgery)) {
		throw new ControlError(
			`forge: ${forgery} needs an account in compatible or safe mode, ${account.appid} is in plain mode`,
		);
	}
	const ageSeconds = forgery === 'old-timestamp' ? OLD_SECONDS : 0;
	const material: SealingMaterial = {
		mode: forgery === 'plain' ? 'plain' : account.mode,
		appid: forgery === 'wrong-appid' ? ids.appid() : account.appid,
		token: forgery === 'wrong-token' ? ids.callbackToken() : account.token,
		encodingAESKey: forgery === 'wrong-key' ? ids.encodingAesKey() : account.encodingAESKey,
		timestamp: String(clock.nowSeconds() - ageSeconds),
		nonce: ids.nonce(),
		random16: ids.random16(),
	};
	const sealed = damage(sealPush(content, material), forgery);
	return { openid: content.openid, name: content.name, sealed, forged: true };
}

function damage(push: SealedPush, forgery: Forgery): SealedPush {
	const { query, body } = push;
	const isSignature = (name: string) => name === 'signature' || name === 'msg_signature';
	if (forgery === 'unsigned') {
		const kept = Object.entries(query).filter(([name]) => !isSignature(name));
		return { ...push, query: Object.fromEntries(kept) };
	}
	if (forgery === 'altered-signature') {
		const altered = Object.entries(query).map(([name, value]): [string, string] => {
			return [name, isSignature(name) ? swapFirst(value) : value];
		});
		return { ...push, query: Object.fromEntries(altered) };
	}
	if (forgery === 'altered-ciphertext') {
		return {
			...push,
			body: body.replace(
				/(<Encrypt><!\[CDATA\[)(.)/,
				(_all, start: string, first: string) => start + swapFirst(first),
			),
		};
	}
	return push;
}

function swapFirst(text: string): string {
	return `${text.startsWith('a') ? 'b' : 'a'}${text.slice(1)}`;
}
