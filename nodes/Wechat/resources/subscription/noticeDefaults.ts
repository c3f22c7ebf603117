/**
 * Values that the official page requires in every subscription notification, even in one that opens no mini program.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html
 */
export const NOTICE_DEFAULTS = { miniprogram_state: 'formal', lang: 'zh_CN' } as const;
