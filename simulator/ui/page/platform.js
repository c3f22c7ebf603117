/* global document, fetch, setTimeout, URLSearchParams */
import { el } from './element.js';
import { say } from './language.js';

/** @typedef {import('../PageView').PageView} PageView */
/** @typedef {import('../PageView').AccountOnPage} AccountOnPage */
/** @typedef {import('../../state/Account').Follower} Person */
/** @typedef {import('../../phone/chat').ChatEntry} ChatEntry */

const TOAST_MS = 6000;

/**
 * @param {string | null} appid the account to look at
 * @param {string[]} openids whose conversations are wanted
 * @returns {Promise<PageView>}
 */
export async function readView(appid, openids) {
	const query = new URLSearchParams({ openids: openids.join(',') });
	if (appid) query.set('appid', appid);
	const response = await fetch(`view?${query}`);
	if (!response.ok) throw new Error(say('The simulator answers with {status}', { status: response.status }));
	return /** @type {Promise<PageView>} */ (response.json());
}

/**
 * Calls the control API; a refusal appears at the bottom of the page.
 *
 * @param {string} path below `/_sim/`
 * @param {object} input
 * @returns {Promise<any>} the answer, or null when it was refused
 */
export async function ask(path, input) {
	try {
		const body = JSON.stringify(input);
		const response = await fetch(`/_sim/${path}`, { method: 'POST', body });
		const answer = await response.json();
		if (response.ok) return answer;
		toast(answer.error);
	} catch {
		toast(say('The simulator does not answer. Is it still running?'));
	}
	return null;
}

/**
 * Shows a message for some seconds.
 *
 * @param {string} text
 */
export function toast(text) {
	const line = el('p', { class: 'toast' }, text);
	document.getElementById('toasts')?.append(line);
	setTimeout(() => line.remove(), TOAST_MS);
}
