import { createAccountPanel } from './accountPanel.js';
import { createCallsPanel } from './callsPanel.js';
import { createClockPanel } from './clockPanel.js';
import { el, fill } from './element.js';
import { createFaultsPanel } from './faultsPanel.js';
import { say } from './language.js';
import { createPushesPanel } from './pushesPanel.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {{ element: HTMLElement, update: (view: PageView) => number | string }} Panel what `update` gives is shown on the tab */

const MOST_COUNTED = 999;

/**
 * The platform's side of the page, one panel at a time.
 *
 * @param {HTMLElement} aside
 */
export function createPanels(aside) {
	/** @type {[id: string, name: import('./language.js').Words, Panel][]} */
	const list = [
		['calls', 'API calls', createCallsPanel()],
		['push', 'Pushes', createPushesPanel()],
		['fault', 'Faults', createFaultsPanel()],
		['clock', 'Clock', createClockPanel()],
		['account', 'Account', createAccountPanel()],
	];
	const tabs = list.map(([part, words, panel], index) => {
		const name = say(words);
		const count = el('span', { class: 'count' });
		const id = `panel-${part}`;
		panel.element.id = id;
		panel.element.setAttribute('role', 'tabpanel');
		panel.element.setAttribute('aria-label', name);
		const tab = el(
			'button',
			{ type: 'button', role: 'tab', 'aria-controls': id, onclick: () => choose(index) },
			name,
			count,
		);
		return { tab, panel, count };
	});
	const bar = el(
		'div',
		{ class: 'tabs', role: 'tablist', 'aria-label': say('Platform') },
		tabs.map(({ tab }) => tab),
	);
	bar.addEventListener('keydown', (event) => {
		const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		if (step === 0) return;
		const at = tabs.findIndex(({ tab }) => tab.getAttribute('aria-selected') === 'true');
		const next = (at + step + tabs.length) % tabs.length;
		choose(next);
		tabs[next]?.tab.focus();
	});

	/** @param {number} chosen */
	function choose(chosen) {
		tabs.forEach(({ tab, panel }, index) => {
			tab.setAttribute('aria-selected', String(index === chosen));
			tab.tabIndex = index === chosen ? 0 : -1;
			panel.element.hidden = index !== chosen;
		});
	}

	aside.append(bar, ...tabs.map(({ panel }) => panel.element));
	choose(0);
	return {
		/** @param {PageView} view */
		update(view) {
			for (const { panel, count } of tabs) fill(count, shortCount(panel.update(view)));
		},
	};
}

/** Shortens a number for a tab, so that it does not push other tabs out of the bar. @param {number | string} count */
function shortCount(count) {
	return Number(count) > MOST_COUNTED ? `${MOST_COUNTED}+` : count || '';
}
