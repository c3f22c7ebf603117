import { drawEntry } from './drawEntry.js';
import { el, fill } from './element.js';
import { say } from './language.js';
import { dayOfYear, shortTime } from './shownText.js';

/** @typedef {import('./platform.js').ChatEntry} ChatEntry */
/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./drawEntry.js').Taps} Taps */

/** After this much silence a new time line appears, as in WeChat. */
const SILENCE_MS = 300_000;
const DAY_MS = 86_400_000;

/**
 * The conversation on a phone.
 *
 * @param {Taps} taps handlers of taps on entries
 */
export function createChat(taps) {
	const element = el('div', {
		class: 'chat',
		role: 'log',
		tabindex: '0',
		'aria-label': say('Conversation'),
	});
	/** @type {string[]} */
	let drawn = [];

	return {
		element,
		/**
		 * Draws new entries; redraws everything only if the beginning changed.
		 *
		 * @param {ChatEntry[]} entries oldest first
		 * @param {Person} person
		 * @param {number} nowMs
		 */
		update(entries, person, nowMs) {
			const prints = entries.map((entry) => JSON.stringify(entry));
			const kept = drawn.every((print, index) => print === prints[index]) ? drawn.length : 0;
			if (kept === prints.length && kept === drawn.length) return;
			if (kept === 0) fill(element);
			entries.slice(kept).forEach((entry, index) => {
				const before = entries[kept + index - 1];
				if (!before || entry.atMs - before.atMs > SILENCE_MS) element.append(timeLine(entry.atMs, nowMs));
				const bubble = drawEntry(entry, person, taps);
				if (bubble) element.append(bubble);
			});
			drawn = prints;
			element.scrollTop = element.scrollHeight;
		},
	};
}

/**
 * @param {number} atMs
 * @param {number} nowMs
 */
function timeLine(atMs, nowMs) {
	const day = nowMs - atMs > DAY_MS ? `${dayOfYear(atMs)} ` : '';
	return el('p', { class: 'chat-time' }, `${day}${shortTime(atMs)}`);
}
