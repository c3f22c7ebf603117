import { openPush, type OpenedPush, type PushAccount } from '../../../core/protocol/openPush';
import { AES_KEY, APPID, NOW, TOKEN, type Push } from './witness';

/** The receiver's side of the pushes that the witness makes. */
export const safe: PushAccount = { appid: APPID, token: TOKEN, mode: 'safe', encodingAesKey: AES_KEY };
export const compatible: PushAccount = { ...safe, mode: 'compatible' };
export const plain: PushAccount = { appid: APPID, token: TOKEN, mode: 'plain' };
export const clock = { nowSeconds: NOW, windowSeconds: 300 };

/** Opens a push at its own time; as a safe-mode account unless told otherwise. */
export function open(push: Push, account = safe): OpenedPush {
	return openPush(push, account, clock);
}

export function withQuery(push: Push, query: Record<string, unknown>): Push {
	return { ...push, query: { ...push.query, ...query } };
}

export function withoutQuery(push: Push, name: string): Push {
	const query = { ...push.query };
	delete query[name];
	return { ...push, query };
}
