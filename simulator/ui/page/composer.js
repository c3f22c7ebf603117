import { el } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { createMenuBar } from './menuBar.js';
import { ask, toast } from './platform.js';
import { createSheet } from './sheet.js';
import { subscriptionTemplates } from './subscribePrompt.js';
import { createTray } from './tray.js';

/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */
/**
 * @typedef {object} ComposerParts
 * @property {string} openid
 * @property {() => AccountOnPage | null} account
 * @property {() => Person | null} person
 * @property {(url: string) => void} open
 */

/**
 * The lower end of a conversation: text, attachments, and the account's menu when it has one.
 *
 * @param {ComposerParts} parts
 */
export function createComposer(parts) {
	const { openid, account, person, open } = parts;
	const sheet = createSheet();
	const { form, input, plus, toMenu } = createTypeBar({
		push,
		openTray: () => showTray(tray.hidden),
		openMenu: () => showMenu(true),
	});
	const { element: tray, subscribe } = createTray({ openid, account, person, open, push, sheet }, () =>
		showTray(false),
	);
	const menuBar = createMenuBar({ push, open, backToText: () => showMenu(false) });
	const element = el('div', { class: 'composer' }, menuBar.element, form, tray, sheet.element);
	let menuWanted = true;
	tray.addEventListener('keydown', ({ key }) => {
		if (key !== 'Escape') return;
		showTray(false);
		plus.focus();
	});

	/**
	 * @param {object} content message or event
	 * @returns {Promise<object | null>} the delivery; null when nothing was sent
	 */
	async function push(content) {
		if (account()?.callbackUrl)
			return ask('push', { appid: account()?.appid, openid, wait: false, ...content });
		toast(say('The account has no server URL yet, so nobody would hear this. Save one under Account.'));
		return null;
	}

	/** @param {boolean} shown */
	function showTray(shown) {
		tray.hidden = !shown;
		plus.setAttribute('aria-expanded', String(shown));
		if (shown) tray.querySelector('button')?.focus();
	}

	/** @param {boolean} wanted */
	function showMenu(wanted) {
		menuWanted = wanted;
		arrange();
		if (!wanted) input.focus();
		if (wanted) showTray(false);
	}

	/** Shows the menu or the text line, whichever was chosen last. */
	function arrange() {
		menuBar.element.hidden = !(menuWanted && menuBar.hasMenu());
		form.hidden = !menuBar.element.hidden;
		toMenu.hidden = !menuBar.hasMenu();
	}

	return {
		element,
		/** Answers a menu message. @param {string} text @param {string} id */
		choose: (text, id) => void push({ message: { MsgType: 'text', Content: text, bizmsgmenuid: id } }),
		/** @param {AccountOnPage} account */
		update(account) {
			menuBar.update(account.menus[openid] ?? []);
			subscribe.hidden = subscriptionTemplates(account).length === 0;
			arrange();
		},
	};
}

/**
 * The text line, with the buttons next to it.
 *
 * @param {{ push: (content: object) => Promise<object | null>, openTray: () => void, openMenu: () => void }} parts
 */
function createTypeBar({ push, openTray, openMenu }) {
	const input = el('input', {
		class: 'chat-input',
		placeholder: say('Write a message'),
		'aria-label': say('Write a message'),
		maxlength: 2000,
		autocomplete: 'off',
		enterkeyhint: 'send',
	});
	const send = el('button', { class: 'wx-send', hidden: true }, say('Send'));
	/** @type {(iconName: Parameters<typeof icon>[0], attributes: Record<string, unknown>) => HTMLElement} */
	const button = (iconName, attributes) =>
		el('button', { type: 'button', class: 'icon-button', ...attributes }, icon(iconName));
	const plus = button('plus', { 'aria-label': say('More'), 'aria-expanded': 'false', onclick: openTray });
	const toMenu = button('menu', { 'aria-label': say('Show the menu'), onclick: openMenu });
	const form = el(
		'form',
		{ class: 'type-bar', onsubmit: (/** @type {Event} */ event) => sendText(event) },
		toMenu,
		input,
		send,
		plus,
	);
	input.addEventListener('input', showSend);

	/** @param {Event} event */
	function sendText(event) {
		event.preventDefault();
		const text = input.value;
		if (text.trim() === '') return;
		input.value = '';
		showSend();
		void push({ message: { MsgType: 'text', Content: text } }).then((sent) => {
			if (sent || input.value !== '') return;
			input.value = text;
			showSend();
		});
	}

	/** Shows the send button instead of the tray button while there is text to send. */
	function showSend() {
		send.hidden = input.value === '';
		plus.hidden = !send.hidden;
	}

	return { form, input, plus, toMenu };
}
