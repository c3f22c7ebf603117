/* global URL */
import { locale } from './language.js';

/** The platform's days and the times in messages are in Beijing time, wherever the browser is. */
const timeZone = 'Asia/Shanghai';
const CLOCK = new Intl.DateTimeFormat('en-GB', {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	timeZone,
});
const SHORT = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
const DATE = new Intl.DateTimeFormat(locale, {
	month: 'long',
	day: 'numeric',
	timeZone,
});
const FULL = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });

/** @param {number} ms @returns {string} `14:05:09` */
export const clockTime = (ms) => CLOCK.format(ms);
/** @param {number} ms @returns {string} `14:05` */
export const shortTime = (ms) => SHORT.format(ms);
/** @param {number} ms @returns {string} `11月22日` */
export const dayOfYear = (ms) => DATE.format(ms);
/** @param {number} ms @returns {string} `2026-11-22 14:05:09` */
export const fullTime = (ms) => FULL.format(ms);

/**
 * @param {{ nickname: string, openid: string }} person
 * @returns {string} the nickname without control characters, or the end of the openid
 */
export function nameOf({ nickname, openid }) {
	return nickname.replace(/\p{Cc}/gu, '').trim() || `…${openid.slice(-6)}`;
}

/**
 * Indents a text that is JSON.
 *
 * @param {string} text
 * @returns {string}
 */
export function indented(text) {
	if (!/^\s*[{[]/.test(text)) return text;
	try {
		// Numbers above 2^53 would lose digits, so such texts stay unchanged.
		return /\d{16}/.test(text) ? text : JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

/**
 * @param {unknown} text
 * @returns {string | null} an absolute http or https address; null for everything else, `javascript:` above all
 */
export function webAddress(text) {
	if (typeof text !== 'string' || !/^https?:\/\//i.test(text.trim())) return null;
	try {
		return new URL(text.trim()).href;
	} catch {
		return null;
	}
}
