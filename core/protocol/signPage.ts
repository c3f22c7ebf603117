import { sha1Hex } from './signature';

/**
 * Signs the address of a web page for the JS-SDK.
 *
 * Official example: ticket `sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg`, nonce
 * `Wm3WZYTPz0wzccnW`, timestamp 1414587457, url `http://mp.weixin.qq.com?params=value` give `0f9de62fce790f9a083d5c99e95740ceb90c27ed`.
 *
 * @param page `url` exactly as the browser has it, without signing what follows `#`; `timestamp` Unix seconds
 * @returns 40 lower-case hex digits
 * @see https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html
 */
export function signPage(page: {
	ticket: string;
	nonceStr: string;
	timestamp: number | string;
	url: string;
}): string {
	const { ticket, nonceStr, timestamp, url } = page;
	const [signedUrl] = url.split('#', 1);
	return sha1Hex(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${signedUrl}`);
}
