import { el } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { toast } from './platform.js';
import { dayOfYear, webAddress } from './shownText.js';

/**
 * Draws a template message or notice like WeChat: title, day, one row per keyword, and a row that leads to the link.
 *
 * @type {import('./drawEntry.js').Drawer}
 */
export function drawCard({ title, lines, content, url, miniprogram }, taps, { atMs }) {
	const address = webAddress(url);
	const rows = [lines ?? []]
		.flat()
		.flatMap((/** @type {{ label: string, value: string }} */ { label, value }) => [
			el('dt', {}, label.replace(/[：:]\s*$/, '')),
			el('dd', {}, value),
		]);
	const more = (/** @type {() => void} */ run) =>
		el('button', { type: 'button', class: 'more', onclick: run }, say('Details'), icon('chevron'));
	return el(
		'div',
		{
			class: 'template-card',
			role: 'group',
			'aria-label': say('Template message {title}', { title: String(title) }),
		},
		el('h3', {}, String(title)),
		el('time', {}, dayOfYear(atMs)),
		content ? el('p', {}, String(content)) : el('dl', {}, rows),
		miniprogram
			? more(() =>
					toast(
						say('WeChat opens the mini program {appid} at {page}', {
							appid: miniprogram.appid,
							page: miniprogram.pagepath || say('its first page'),
						}),
					),
				)
			: address && more(() => taps.open(address)),
	);
}
