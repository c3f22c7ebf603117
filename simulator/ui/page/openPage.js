/* global document, window */
import { say } from './language.js';
import { toast } from './platform.js';
import { webAddress } from './shownText.js';

/** Size of the window in CSS pixels: a phone's. */
const WINDOW = 'popup,width=390,height=760,noopener';

/**
 * Opens a page as the browser inside a person's WeChat would: a window of its own, since pages that log people in refuse to be
 * framed.
 *
 * @param {string} openid whose phone it is; the authorize page reads it from a cookie
 * @param {string | undefined} appid
 * @param {string} url
 */
export function openPage(openid, appid, url) {
	const address = webAddress(url);
	if (!address) return toast(say('A phone opens http and https addresses only, not {url}', { url }));
	document.cookie = `sim_phone_${appid}=${openid}; Path=/connect; SameSite=Lax`;
	window.open(address, '_blank', WINDOW);
}
