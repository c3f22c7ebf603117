/* global document */
import { el } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';

/**
 * The bar that switches between phones and platform where the window is too narrow for both.
 *
 * @param {HTMLElement} bar
 */
export function createPanes(bar) {
	const buttons = [
		el('button', { type: 'button', 'data-pane': 'phones' }, icon('phone'), say('Phones')),
		el('button', { type: 'button', 'data-pane': 'panels' }, icon('calls'), say('Platform')),
	];
	const choose = (/** @type {string | undefined} */ pane) => {
		document.body.dataset.pane = pane;
		for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.pane === pane));
	};
	for (const button of buttons) button.addEventListener('click', () => choose(button.dataset.pane));
	bar.append(...buttons);
	choose('phones');
}
