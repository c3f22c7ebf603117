import { sign } from './signature';

/** The values of one card signature; those that a call does not use are left out. */
export interface CardValues {
	/** The ticket of type `wx_card`, not the page ticket. */
	apiTicket: string;
	/** Unix seconds, written as the page will write them. */
	timestamp: number | string;
	cardId: string;
	code?: string;
	openid?: string;
	nonceStr?: string;
}

/**
 * Signs a card for the JS-SDK's addCard and chooseCard: the values alone are sorted and joined, whatever their names.
 *
 * @returns 40 lower-case hex digits
 * @see https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html
 */
export function signCard(values: CardValues): string {
	const { apiTicket, timestamp, cardId, code = '', openid = '', nonceStr = '' } = values;
	return sign([apiTicket, String(timestamp), cardId, code, openid, nonceStr]);
}
