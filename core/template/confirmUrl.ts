/** The page on which a user agrees to one message. */
export interface ConfirmPage {
	/** E.g. `https://mp.weixin.qq.com`, without a trailing slash. */
	host: string;
	appid: string;
	/** 0 to 10000; each scene can have one consent. */
	scene: number;
	templateId: string;
	/** Where WeChat sends the user afterwards; its host is the account's business domain. */
	redirectUrl: string;
	/** Returned unchanged; empty for none. */
	reserved: string;
}

/**
 * Builds the URL of the page on which a user agrees to one message. It opens only inside WeChat.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/One-time_subscription_info.html
 */
export function confirmUrl({ host, appid, scene, templateId, redirectUrl, reserved }: ConfirmPage): string {
	const query = [
		['action', 'get_confirm'],
		['appid', appid],
		['scene', String(scene)],
		['template_id', templateId],
		['redirect_url', redirectUrl],
		...(reserved === '' ? [] : [['reserved', reserved]]),
	].map((pair) => pair.map(encodeURIComponent).join('='));
	return `${host}/mp/subscribemsg?${query.join('&')}#wechat_redirect`;
}
