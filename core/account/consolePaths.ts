/**
 * Where the console is: since December 2025 the developer settings are on the WeChat developer platform; accounts that were
 * not moved still have them in mp.weixin.qq.com.
 *
 * @see https://developers.weixin.qq.com/doc/subscription/guide/dev/migration
 */

/** Where AppID, AppSecret and the IP allowlist are. */
export const KEYS_PAGE = '微信开发者平台 → 公众号/服务号 → 基础信息 → 开发密钥; older: 设置与开发 → 基本配置';

/** Where server URL, Token, EncodingAESKey and mode are. */
export const SERVER_PAGE =
	'微信开发者平台 → 公众号/服务号 → 基础信息 → 域名与消息推送配置; older: 设置与开发 → 基本配置 → 服务器配置';
