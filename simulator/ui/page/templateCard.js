import { el } from './element.js';
import { icon } from './icon.js';
import { toast } from './platform.js';
import { dayOfYear, webAddress } from './shownText.js';

/**
 * A template message or notice as WeChat shows it: title, day, one row per keyword, and a row that leads to the link.
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
		el('button', { type: 'button', class: 'more', onclick: run }, '查看详情', icon('chevron'));
	return el(
		'section',
		{ class: 'template-card', 'aria-label': `模板消息 ${title}` },
		el('h3', {}, String(title)),
		el('time', {}, dayOfYear(atMs)),
		content ? el('p', {}, String(content)) : el('dl', {}, rows),
		miniprogram
			? more(() =>
					toast(
						`WeChat opens the mini-program ${miniprogram.appid} at ${miniprogram.pagepath || 'its first page'}`,
					),
				)
			: address && more(() => taps.open(address)),
	);
}
