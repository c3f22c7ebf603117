import { el } from './element.js';
import { webAddress } from './shownText.js';

/** A link in the format for accounts, or a bare URL. */
const LINK = /<a\s[^>]*?href\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；）)]+)/gi;

/**
 * Makes text with tappable links; any other markup has no effect.
 *
 * @param {string} text
 * @param {(url: string) => void} open
 */
export function linkedText(text, open) {
	const parts = [];
	let end = 0;
	for (const { 0: whole, 1: href, 2: label, 3: bare, index } of text.matchAll(LINK)) {
		const address = webAddress(href ?? bare);
		parts.push(text.slice(end, index));
		parts.push(address ? link(label ?? bare ?? address, address, open) : (label ?? whole));
		end = index + whole.length;
	}
	return el('span', { class: 'text' }, [...parts, text.slice(end)]);
}

/**
 * @param {string} label
 * @param {string} address
 * @param {(url: string) => void} open
 */
function link(label, address, open) {
	return el(
		'button',
		{ type: 'button', class: 'text-link', title: address, onclick: () => open(address) },
		label,
	);
}
