/**
 * Where things stand in the console of WeChat: first in the developer platform (微信开发者平台), to which they moved, then in
 * mp.weixin.qq.com, where some accounts still see them.
 *
 * @see https://developers.weixin.qq.com/doc/subscription/guide/dev/migration.html
 */
const NEW = '微信开发者平台 → 我的业务 → 公众号/服务号';

/** AppSecret and IP allowlist. */
export const SECRET_PLACE = `${NEW} → 基础信息 → 开发密钥, in older consoles 设置与开发 → 基本配置`;

/** AppID. */
export const APPID_PLACE = `${NEW} → 基础信息, in older consoles 设置与开发 → 基本配置`;

/** URL, Token, EncodingAESKey and mode of the pushes. */
export const SERVER_PLACE = `${NEW} → 基础信息 → 域名与消息推送配置, in older consoles 设置与开发 → 基本配置 → 服务器配置`;

/** What an account may call, and how often. */
export const PERMISSION_PLACE = `${NEW} → 接口管理 → 接口权限与额度`;
