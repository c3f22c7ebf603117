import type { OpenedPush, PushAccount } from './openPush';

/**
 * The account as a reply to a push needs it: a reply has to be encrypted with the EncodingAESKey that opened the push, and for a while
 * after a change WeChat still uses the previous one.
 *
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html
 */
export function accountForReply(account: PushAccount, { previousKey }: OpenedPush): PushAccount {
	const { previousEncodingAesKey: previous } = account;
	return previousKey && previous !== undefined ? { ...account, encodingAesKey: previous } : account;
}
