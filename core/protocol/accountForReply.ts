import type { OpenedPush, PushAccount } from './openPush';

/**
 * Returns the account with the key that a reply needs: a reply has to be encrypted with the EncodingAESKey that opened the push, and WeChat
 * uses the previous one for a while after a change.
 *
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html
 */
export function accountForReply(account: PushAccount, { previousKey }: OpenedPush): PushAccount {
	const { previousEncodingAesKey: previous } = account;
	return previousKey && previous !== undefined ? { ...account, encodingAesKey: previous } : account;
}
