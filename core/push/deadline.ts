/** WeChat closes the connection after 5 s; what is left belongs to the network and to reverse proxies. */
const REPLY_WINDOW_MS = 4_500;

/**
 * When the answer to a push has to be on its way.
 *
 * @param receivedAt Unix milliseconds
 * @returns Unix milliseconds
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function replyDeadline(receivedAt: number): number {
	return receivedAt + REPLY_WINDOW_MS;
}
