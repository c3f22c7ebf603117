import { type OpenedPush, type OpenedQuery, openPush, type PushAccount, type PushRequest } from './openPush';
import { ProtocolError, resultOrRefusal } from './ProtocolError';

/** An authentic push, and the keys for a reply to it. */
export interface AnswerablePush {
	push: OpenedPush;
	/** The account, with the EncodingAESKey that opened the push. */
	account: PushAccount;
	/** Whether that was the previous one. */
	byPreviousKey: boolean;
}

/**
 * Opens a push as {@link openPush} does, and says which EncodingAESKey opened it: a reply has to be encrypted with the same one, also
 * with the previous one while WeChat still uses that.
 *
 * @param request query and raw bytes
 * @param account keys and mode from the credential
 * @param clock what counts as fresh
 * @param opened as for {@link openPush}
 * @throws ProtocolError as {@link openPush} does
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html
 */
export function openWithKey(
	request: PushRequest,
	account: PushAccount,
	clock: Parameters<typeof openPush>[2],
	opened?: OpenedQuery,
): AnswerablePush {
	const { previousEncodingAesKey: previous, ...current } = account;
	if (previous === undefined) {
		return { push: openPush(request, account, clock, opened), account, byPreviousKey: false };
	}
	const push = resultOrRefusal(() => openPush(request, current, clock));
	if (!(push instanceof ProtocolError)) return { push, account, byPreviousKey: false };
	// Another key changes nothing about the rest, and who cannot sign is not worth a second look.
	if (push.fault !== 'decrypt' && push.fault !== 'appid') throw push;
	return {
		push: openPush(request, account, clock, opened),
		account: { ...account, encodingAesKey: previous },
		byPreviousKey: true,
	};
}
