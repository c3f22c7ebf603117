import { decodeAesKey, encrypt } from '../../core/protocol/envelope';
import { sign } from '../../core/protocol/signature';
import { writePush } from './writePush';
import type { PushMode } from '../state/Account';
import type { PushContent } from './PushContent';

/** Everything that goes into an envelope; forged pushes have something wrong in here. */
export interface SealingMaterial {
	mode: PushMode;
	appid: string;
	token: string;
	encodingAESKey: string;
	/** Unix seconds as text. */
	timestamp: string;
	nonce: string;
	random16: Buffer;
}

/** A push as it is posted. */
export interface SealedPush {
	query: Record<string, string>;
	body: string;
	/** The decrypted XML of the body, for people who look at the push; absent in plain mode. */
	decrypted?: string;
}

/**
 * Signs a push and, in compatible and safe mode, encrypts it.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function sealPush(content: PushContent, material: SealingMaterial): SealedPush {
	const { token, timestamp, nonce } = material;
	const query = { signature: sign([token, timestamp, nonce]), timestamp, nonce, openid: content.openid };
	if (material.mode === 'plain') return { query, body: writePush(content.tree) };
	const decrypted = writePush(content.tree);
	const encrypted = encrypt({
		message: decrypted,
		appid: material.appid,
		key: decodeAesKey(material.encodingAESKey),
		random16: material.random16,
	});
	const visible = material.mode === 'compatible' ? content.tree : { ToUserName: content.tree.ToUserName };
	return {
		query: { ...query, encrypt_type: 'aes', msg_signature: sign([token, timestamp, nonce, encrypted]) },
		body: writePush({ ...visible, Encrypt: encrypted }),
		decrypted,
	};
}
