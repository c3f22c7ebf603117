/**
 * Where settings are in WeChat's console. The interfaces moved to the WeChat developer platform (微信开发者平台) in December 2025; content, the
 * web authorization domain and the business domain stayed in mp.weixin.qq.com. A moved setting is named by its new place, followed by the
 * one where some accounts still see it. All texts and pages must use these paths only; a test checks that.
 *
 * @see https://developers.weixin.qq.com/doc/subscription/guide/dev/migration.html
 */
const PLATFORM = '微信开发者平台 → 我的业务 → 公众号/服务号';
const OLDER = 'in older consoles 设置与开发 → 基本配置';

/** AppSecret and IP allowlist. */
export const SECRET_PLACE = `${PLATFORM} → 基础信息 → 开发密钥, ${OLDER}`;

/** AppID and original ID. */
export const APPID_PLACE = `${PLATFORM} → 基础信息, ${OLDER}`;

/** URL, Token, EncodingAESKey and encryption mode of the pushes. */
export const SERVER_PLACE = `${PLATFORM} → 基础信息 → 域名与消息推送配置, ${OLDER} → 服务器配置`;

/** What an account may call, and how often. */
export const PERMISSION_PLACE = `${PLATFORM} → 接口管理 → 接口权限与额度`;

/** Third-party platforms to which the account is delegated. */
const DELEGATION_PLACE = `${PLATFORM} → 授权关系`;

/** Template ID of one-time subscription messages. */
export const ABILITIES_PLACE = `${PLATFORM} → 开放能力`;

/** Web authorization domain, which did not move. */
export const DOMAIN_PLACE = 'mp.weixin.qq.com → 设置与开发 → 账号设置 → 功能设置 → 网页授权域名';

/** Drafts, which are content and did not move. */
export const DRAFTS_PLACE = 'mp.weixin.qq.com → 内容管理 → 草稿箱';

/**
 * Every console path that a text may name; a text may also name only the beginning of one.
 *
 * @internal
 */
export const CONSOLE_PATHS: readonly string[] = [
	`${PLATFORM} → 基础信息 → 开发密钥`,
	`${PLATFORM} → 基础信息 → 域名与消息推送配置`,
	PERMISSION_PLACE,
	`${PLATFORM} → 接口管理 → 接口监控`,
	`${PLATFORM} → 接口管理 → 接口告警`,
	DELEGATION_PLACE,
	`${PLATFORM} → 绑定关系 → 开放平台`,
	ABILITIES_PLACE,
	DOMAIN_PLACE,
	DRAFTS_PLACE,
	'mp.weixin.qq.com → 设置与开发 → 基本配置 → 服务器配置',
	'mp.weixin.qq.com → 模板消息 → 模板库',
	'mp.weixin.qq.com → 广告与服务 → 流量主',
	'mp.weixin.qq.com → 互动管理 → 留言',
	'mp.weixin.qq.com → 群发功能',
];
