/* global document, URL */
import { el, fill } from './element.js';
import { icon } from './icon.js';
import { ask, toast } from './platform.js';
import { webAddress } from './shownText.js';

/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */

/** Pages inside may do what pages do, but not steer the page around them. */
const ALLOWED = 'allow-forms allow-scripts allow-same-origin allow-popups allow-modals';

/**
 * The browser inside a phone.
 *
 * @param {string} openid whose phone it is; the authorise page learns it
 * @param {() => AccountOnPage | null} account
 */
export function createWebView(openid, account) {
	const host = el('span', { class: 'web-host' });
	const outside = el(
		'a',
		{ class: 'icon-button', target: '_blank', rel: 'noreferrer', 'aria-label': 'Open in a new tab' },
		icon('open'),
	);
	const back = el(
		'button',
		{ type: 'button', class: 'icon-button', 'aria-label': 'Close the page', onclick: () => hide() },
		icon('close'),
	);
	const place = el('div', { class: 'web-page' });
	const element = el(
		'div',
		{ class: 'web-view', hidden: true },
		el('header', {}, back, host, outside),
		place,
	);
	element.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') hide();
	});

	function hide() {
		element.hidden = true;
		fill(place);
	}

	/**
	 * @param {string} url
	 * @param {{ fromMenu?: boolean }} [how]
	 */
	async function show(url, { fromMenu = false } = {}) {
		const address = webAddress(url);
		if (!address) return toast(`A phone opens http and https addresses only, not ${url}`);
		const appid = account()?.appid;
		document.cookie = `sim_phone_${appid}=${openid}; Path=/connect; SameSite=Lax`;
		await ask('oauth/phone', { appid, openid, fromMenu });
		fill(host, new URL(address).host);
		outside.setAttribute('href', address);
		fill(
			place,
			el('iframe', { src: address, sandbox: ALLOWED, title: `Page in the phone: ${new URL(address).host}` }),
		);
		element.hidden = false;
		back.focus();
	}

	return { element, show };
}
