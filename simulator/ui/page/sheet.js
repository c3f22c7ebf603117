/* global document, FormData, HTMLElement */
import { el, fill } from './element.js';
import { say } from './language.js';

/**
 * @typedef {object} SheetField
 * @property {string} name
 * @property {string} label
 * @property {string} value
 * @property {boolean} [optional]
 */

/**
 * A form that slides up over a phone.
 *
 * @returns {{ element: HTMLElement, close: () => void, ask: (title: string, action: string, fields: SheetField[], done: (values: Record<string, string>) => void, choices?: (Node | string)[]) => void }}
 */
export function createSheet() {
	const element = el('div', { class: 'sheet', role: 'dialog', hidden: true });
	/** @type {Element | null} */
	let before = null;
	element.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') close();
	});

	function close() {
		element.hidden = true;
		fill(element);
		if (before instanceof HTMLElement) before.focus();
	}

	return {
		element,
		close,
		ask(title, action, fields, done, choices = []) {
			before = document.activeElement;
			const submit = (/** @type {Event} */ event) => {
				event.preventDefault();
				const form = /** @type {HTMLFormElement} */ (event.target);
				const values = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
				close();
				done(Object.fromEntries(values));
			};
			const inputs = fields.map(({ name, label, value, optional }) =>
				el('label', {}, label, el('input', { name, value, required: !optional, autocomplete: 'off' })),
			);
			fill(
				element,
				el(
					'form',
					{ onsubmit: submit },
					el('h3', {}, title),
					choices,
					inputs,
					el(
						'div',
						{ class: 'sheet-actions' },
						el('button', { type: 'button', onclick: close }, say('Cancel')),
						el('button', { class: 'wx-primary' }, action),
					),
				),
			);
			element.setAttribute('aria-label', title);
			element.hidden = false;
			element.querySelector('input')?.focus();
		},
	};
}
