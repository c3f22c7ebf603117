/* global document, window */
import { say } from './language.js';
import { toast } from './platform.js';
import { webAddress } from './shownText.js';

/** Size of the window in CSS pixels: a phone's. */
const WINDOW = 'popup,width=390,height=760,noopener';

/**
 * Opens a page like the browser inside a person's WeChat: in a separate window, since login pages refuse to be framed.
 *
 * @param {string} openid of the phone's person; the authorization page reads it from a cookie
 * @param {string | undefined} appid
 * @param {string} url
 */
export function openPage(openid, appid, url) {
	const address = webAddress(url);
	if (!address) return toast(say('A phone opens http and https addresses only, not {url}', { url }));
	document.cookie = `sim_phone_${appid}=${openid}; Path=/connect; SameSite=Lax`;
	window.open(address, '_blank', WINDOW);
}
