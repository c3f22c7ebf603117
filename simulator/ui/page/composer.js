import { el } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { createMenuBar } from './menuBar.js';
import { ask, toast } from './platform.js';
import { createSheet } from './sheet.js';
import { askSubscription, subscriptionTemplates } from './subscribePrompt.js';

/** QR codes that the camera offers. */
const CODES_SHOWN = 4;

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
	const input = el('input', {
		class: 'chat-input',
		placeholder: say('Write a message'),
		'aria-label': say('Write a message'),
		maxlength: 2000,
		autocomplete: 'off',
		enterkeyhint: 'send',
	});
	const send = el('button', { class: 'wx-send', hidden: true }, say('Send'));
	const plus = el(
		'button',
		{
			type: 'button',
			class: 'icon-button',
			'aria-label': say('More'),
			'aria-expanded': 'false',
			onclick: () => showTray(tray.hidden),
		},
		icon('plus'),
	);
	const toMenu = el(
		'button',
		{
			type: 'button',
			class: 'icon-button',
			'aria-label': say('Show the menu'),
			onclick: () => showMenu(true),
		},
		icon('menu'),
	);
	const form = el(
		'form',
		{ class: 'type-bar', onsubmit: (/** @type {Event} */ event) => sendText(event) },
		toMenu,
		input,
		send,
		plus,
	);
	const tray = el('div', { class: 'tray', hidden: true });
	const subscribe = trayButton('subscribe', say('Subscription notices'), () => {
		const present = account();
		if (present) askSubscription(sheet, present, openid);
	});
	tray.append(...trayButtons(), subscribe);
	const menuBar = createMenuBar({ push, open, backToText: () => showMenu(false) });
	const element = el('div', { class: 'composer' }, menuBar.element, form, tray, sheet.element);
	let menuWanted = true;
	input.addEventListener('input', showSend);
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

	/** The button that sends stands where the tray opens, while there is something to send. */
	function showSend() {
		send.hidden = input.value === '';
		plus.hidden = !send.hidden;
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

	/** @type {(iconName: Parameters<typeof icon>[0], label: string, run: () => void) => HTMLElement} */
	function trayButton(iconName, label, run) {
		const tap = () => {
			showTray(false);
			run();
		};
		return el(
			'button',
			{ type: 'button', onclick: tap },
			el('span', { class: 'tray-icon' }, icon(iconName)),
			label,
		);
	}

	function trayButtons() {
		const message = (/** @type {object} */ content) => void push({ message: content });
		return [
			trayButton('image', say('Image'), () => message({ MsgType: 'image' })),
			trayButton('voice', say('Voice'), () => message({ MsgType: 'voice' })),
			trayButton('video', say('Video'), () => message({ MsgType: 'video' })),
			trayButton('location', say('Location'), askLocation),
			trayButton('link', say('Link'), askLink),
			trayButton('scan', say('Scan'), askScan),
			trayButton('open', say('Open a page'), askAddress),
			trayButton('open', say('Full service'), openFullService),
		];
	}

	function askLocation() {
		const fields = [
			{ name: 'Label', label: say('Place'), value: '广州市海珠区新港中路 397 号' },
			{ name: 'Location_X', label: say('Latitude'), value: '23.1001' },
			{ name: 'Location_Y', label: say('Longitude'), value: '113.3250' },
		];
		sheet.ask(
			say('Send a location'),
			say('Send'),
			fields,
			(values) => void push({ message: { MsgType: 'location', Scale: 16, ...values } }),
		);
	}

	function askLink() {
		const fields = [
			{ name: 'Title', label: say('Title'), value: say('An article') },
			{ name: 'Url', label: say('Address'), value: 'https://example.com/' },
		];
		sheet.ask(
			say('Send a link'),
			say('Send'),
			fields,
			(values) => void push({ message: { MsgType: 'link', Description: '', ...values } }),
		);
	}

	function askScan() {
		const fields = [
			{ name: 'scene', label: say('Scene of another QR code'), value: '1001' },
			{ name: 'ticket', label: say('Ticket (optional)'), value: '', optional: true },
		];
		const codes = liveCodes(account()).map(({ ticket, scene: value }) => {
			const tap = () => {
				sheet.close();
				void ask('qrcode/scan', { appid: account()?.appid, openid, ticket });
			};
			const label = say('Scene {scene}', { scene: value });
			return el('button', { type: 'button', class: 'code', onclick: tap }, icon('scan'), label);
		});
		sheet.ask(
			say('Scan'),
			say('Scan'),
			fields,
			({ scene = '', ticket = '' }) => void scan(scene, ticket),
			codes,
		);
	}

	/**
	 * @param {string} scene
	 * @param {string} ticket
	 */
	async function scan(scene, ticket) {
		if (person()?.subscribed) {
			await push({ event: { Event: 'SCAN', EventKey: scene, ...(ticket ? { Ticket: ticket } : {}) } });
		} else {
			const qr = { scene, ticket: ticket || `gQ${scene}` };
			await ask('followers', { appid: account()?.appid, openid, follow: true, qr });
		}
	}

	function askAddress() {
		const fields = [{ name: 'url', label: say('Address'), value: '' }];
		sheet.ask(say('Open a page'), say('Open'), fields, ({ url = '' }) => open(url));
	}

	/** The bar under a snapshot page, which the window of a page cannot have. */
	function openFullService() {
		const query = new URLSearchParams({ appid: account()?.appid ?? '' });
		open(`${window.location.origin}/connect/sim/full-service?${query}`);
	}

	/** Shows the menu or the text line, as wanted last. */
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
 * @param {AccountOnPage | null} account
 * @returns {{ ticket: string, scene: string | number }[]} the newest QR codes of the account that have not expired
 */
function liveCodes(account) {
	const { qrcode } =
		/** @type {{ qrcode?: { codes: { ticket: string, scene: string | number, expired: boolean }[] } }} */ (
			account?.areas ?? {}
		);
	return (qrcode?.codes ?? []).filter(({ expired }) => !expired).slice(-CODES_SHOWN);
}
