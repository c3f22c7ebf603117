import { el, fill } from './element.js';

/**
 * @template Entry
 * @typedef {object} LogParts
 * @property {(entry: Entry) => number} idOf
 * @property {(entry: Entry) => (HTMLElement | string)[]} summary
 * @property {(entry: Entry) => (HTMLElement | string | null)[]} details drawn when opened
 * @property {(entry: Entry) => string} tone `good`, `bad` or `waiting`
 * @property {string} empty what to say while there is nothing
 */

/**
 * A log, newest first. Rows keep their place in the document, so that opened ones stay open.
 *
 * @template Entry
 * @param {LogParts<Entry>} parts
 */
export function createLogList({ idOf, summary, details, tone, empty }) {
	const nothing = el('p', { class: 'empty' }, empty);
	const list = el('div', { class: 'log' });
	const element = el('div', {}, nothing, list);
	/** @type {Map<number, { row: HTMLDetailsElement, print: string, draw: (entry: Entry) => void }>} */
	const rows = new Map();

	function createRow() {
		const head = el('summary');
		const body = el('div', { class: 'log-body' });
		const row = el('details', { class: 'log-row' }, head, body);
		/** @type {Entry | undefined} */
		let shown;
		const open = () => {
			if (row.open && shown !== undefined) fill(body, details(shown));
		};
		row.addEventListener('toggle', open);
		const draw = (/** @type {Entry} */ entry) => {
			shown = entry;
			row.dataset.tone = tone(entry);
			fill(head, summary(entry));
			open();
		};
		return { row, print: '', draw };
	}

	return {
		element,
		/** @param {Entry[]} entries newest first */
		update(entries) {
			nothing.hidden = entries.length > 0;
			const ids = new Set(entries.map(idOf));
			for (const [id, { row }] of rows) {
				if (ids.has(id)) continue;
				row.remove();
				rows.delete(id);
			}
			/** @type {Element | null} */
			let above = null;
			for (const entry of entries) {
				const id = idOf(entry);
				const known = rows.get(id) ?? createRow();
				rows.set(id, known);
				const print = JSON.stringify(entry);
				if (print !== known.print) known.draw(entry);
				known.print = print;
				/** @type {ChildNode | null} */
				const place = above ? above.nextSibling : list.firstChild;
				if (place !== known.row) list.insertBefore(known.row, place);
				above = known.row;
			}
		},
	};
}

/**
 * One labeled text of a log entry.
 *
 * @param {string} label
 * @param {string} text
 * @returns {HTMLElement | null} null for an empty text
 */
export function logText(label, text) {
	if (text === '') return null;
	return el(
		'div',
		{ class: 'log-text' },
		el('p', { class: 'log-label' }, label),
		el('pre', { tabindex: '0' }, text),
	);
}
