import { el, fill } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { toast } from './platform.js';

/** @typedef {import('../../areas/menu/menuData').Button} MenuButton */

/**
 * The account's menu at the lower end of a conversation.
 *
 * @param {{ push: (content: object) => unknown, open: (url: string) => void, backToText: () => void }} parts
 */
export function createMenuBar({ push, open, backToText }) {
	const keyboard = el(
		'button',
		{ type: 'button', class: 'icon-button', 'aria-label': say('Show the keyboard'), onclick: backToText },
		icon('keyboard'),
	);
	const list = el('div', { class: 'menu-buttons' });
	const element = el('div', { class: 'menu-bar', hidden: true }, keyboard, list);
	let drawn = '[]';
	element.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') openMenu(null);
	});

	/** @param {Element | null} wanted */
	function openMenu(wanted) {
		for (const item of list.children) {
			const shown = item === wanted && !item.classList.contains('opened');
			item.classList.toggle('opened', shown);
			item.querySelector('[aria-expanded]')?.setAttribute('aria-expanded', String(shown));
		}
	}

	/** @param {MenuButton} button */
	function tap({ type, key, url, appid, pagepath, media_id, article_id }) {
		openMenu(null);
		if (type === 'view' && url) {
			push({ event: { Event: 'VIEW', EventKey: url } });
			open(url);
		} else if (type === 'miniprogram') {
			push({ event: { Event: 'view_miniprogram', EventKey: pagepath ?? '' } });
			const place = { appid: appid ?? '', page: pagepath ?? '' };
			toast(say('WeChat opens the mini program {appid} at {page}', place));
		} else if (type === 'click') {
			push({ event: { Event: 'CLICK', EventKey: key ?? '' } });
		} else if (media_id || article_id) {
			const id = media_id ?? article_id ?? '';
			toast(say("WeChat shows {id} here; the account's server is not told.", { id }));
		} else {
			push({ event: { Event: type, EventKey: key ?? '' } });
		}
	}

	/** @param {MenuButton} button */
	function drawButton(button) {
		const below = button.sub_button ?? [];
		if (below.length === 0)
			return el('div', {}, el('button', { type: 'button', onclick: () => tap(button) }, button.name));
		const item = el(
			'div',
			{},
			el(
				'button',
				{ type: 'button', 'aria-expanded': 'false', onclick: () => openMenu(item) },
				icon('menu'),
				button.name,
			),
			el(
				'div',
				{ class: 'sub-menu' },
				below.map((sub) => el('button', { type: 'button', onclick: () => tap(sub) }, sub.name)),
			),
		);
		return item;
	}

	return {
		element,
		hasMenu: () => drawn !== '[]',
		/** @param {MenuButton[]} buttons */
		update(buttons) {
			const print = JSON.stringify(buttons);
			if (print === drawn) return;
			drawn = print;
			fill(list, buttons.map(drawButton));
		},
	};
}
