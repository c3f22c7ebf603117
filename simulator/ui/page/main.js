/* global document, EventSource */
import { el, fill } from './element.js';
import { createPanels } from './panels.js';
import { createLanguageSwitch, say } from './language.js';
import { createPhones } from './phones.js';
import { createPanes } from './panes.js';
import { readView, toast } from './platform.js';
import { nameAccount } from './accountPanel.js';

/** @typedef {import('./platform.js').PageView} PageView */

/** Names of the page's parts for screen readers. @type {[id: string, words: import('./language.js').Words][]} */
const LANDMARKS = [
	['phones', 'Phones'],
	['panels', 'Platform'],
	['panes', 'Views'],
];

const parts = {
	choice: find('account-choice'),
	server: find('server-line'),
	live: find('live'),
};
const choice = el('select', { 'aria-label': say('Account'), onchange: () => look(choice.value) });
const phones = createPhones(find('phones'), () => void refresh());
const panels = createPanels(find('panels'));
createPanes(find('panes'));
parts.choice.append(choice);
find('language').append(createLanguageSwitch());
document.title = say('WeChat simulator');
find('name').append(say('WeChat simulator'));
for (const [id, words] of LANDMARKS) find(id).setAttribute('aria-label', say(words));
fill(parts.live, say('connecting…'));

/** @type {string | null} */
let appid = null;
let reading = false;
let stale = false;

/** @param {string} chosen */
function look(chosen) {
	appid = chosen;
	phones.closeAll();
	void refresh();
}

/** Reads and draws the page; a change that arrives meanwhile causes another round. */
async function refresh() {
	if (reading) {
		stale = true;
		return;
	}
	reading = true;
	do {
		stale = false;
		try {
			draw(await readView(appid, phones.open()));
		} catch (error) {
			toast(error instanceof Error ? error.message : String(error));
		}
	} while (stale);
	reading = false;
}

/** @param {PageView} view */
function draw(view) {
	appid = view.account?.appid ?? null;
	const names = view.accounts.map((account) =>
		el('option', { value: account.appid, selected: account.appid === appid }, nameAccount(account)),
	);
	if (choice.dataset.names !== names.map((name) => name.value).join()) fill(choice, names);
	choice.dataset.names = names.map((name) => name.value).join();
	choice.hidden = names.length === 0;
	const server = view.account?.callbackUrl;
	fill(parts.server, view.account ? serverLine(server) : '');
	parts.server.title = server ?? '';
	phones.update(view);
	panels.update(view);
}

/** @param {string | null | undefined} url */
function serverLine(url) {
	return url ? say('Pushes go to {url}', { url }) : say('No server URL: pushes go nowhere');
}

/** @param {string} id */
function find(id) {
	const element = document.getElementById(id);
	if (!element) throw new Error(`The page has no ${id}`);
	return element;
}

/** @param {boolean} live */
function showLive(live) {
	parts.live.dataset.live = live ? 'yes' : 'no';
	fill(parts.live, live ? say('live') : say('reconnecting…'));
}

const events = new EventSource('events');
events.addEventListener('open', () => showLive(true));
events.addEventListener('error', () => showLive(false));
events.addEventListener('change', () => void refresh());
