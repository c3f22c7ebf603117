import { el, fill } from './element.js';
import { icon } from './icon.js';
import { toast } from './platform.js';

/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */
/** @typedef {{ name: string, type?: string, key?: string, url?: string, appid?: string, pagepath?: string, sub_button?: MenuButton[] }} MenuButton */

/**
 * The account's menu at the lower end of a conversation.
 *
 * @param {{ push: (content: object) => unknown, open: (url: string, how: { fromMenu: boolean }) => void, backToText: () => void }} parts
 */
export function createMenuBar({ push, open, backToText }) {
	const keyboard = el(
		'button',
		{ type: 'button', class: 'icon-button', 'aria-label': 'Write a message', onclick: backToText },
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
	function tap({ type, key, url, appid, pagepath }) {
		openMenu(null);
		if (type === 'view' && url) {
			push({ event: { Event: 'VIEW', EventKey: url } });
			open(url, { fromMenu: true });
		} else if (type === 'miniprogram') {
			push({ event: { Event: 'view_miniprogram', EventKey: pagepath ?? '' } });
			toast(`WeChat opens the mini-program ${appid} at ${pagepath}`);
		} else if (type === 'click' || type === undefined) {
			push({ event: { Event: 'CLICK', EventKey: key ?? '' } });
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
		/** @param {AccountOnPage} account */
		update(account) {
			const buttons = menuOf(account);
			const print = JSON.stringify(buttons);
			if (print === drawn) return;
			drawn = print;
			fill(list, buttons.map(drawButton));
		},
	};
}

/**
 * @param {AccountOnPage} account
 * @returns {MenuButton[]}
 */
function menuOf({ areas }) {
	const { menu } = /** @type {{ menu?: { button?: MenuButton[] } }} */ (areas);
	return menu?.button ?? [];
}
