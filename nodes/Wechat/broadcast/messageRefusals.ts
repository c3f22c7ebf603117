import { WechatApiError } from '../../../core/errors/WechatErrors';

/** Errcodes about kind, template, values, links and sender of a message, according to its pages and the table of all codes. */
const MESSAGE_REFUSALS: ReadonlySet<number> = new Set([
	40008, 40013, 40033, 40036, 40037, 40039, 40155, 40165, 40166, 40249, 41030, 43100, 43102, 43107, 43116,
	43119, 44002, 44004, 45002, 45005, 45013, 45014, 45050, 45051, 45087, 45103, 45162, 45168, 46101, 47001,
	47003, 48008, 48011, 61451, 61452, 65400, 65401, 65402, 65404, 87014,
]);

/**
 * Whether WeChat refused the message itself: it would be refused for every other recipient too, and each try would use up a call of the
 * daily quota.
 *
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html
 */
export function refusesMessage(error: unknown): boolean {
	return error instanceof WechatApiError && MESSAGE_REFUSALS.has(error.refusal.errcode);
}
