import { el } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { ask } from './platform.js';
import { askSubscription } from './subscribePrompt.js';

/** Number of QR codes that the camera offers. */
const CODES_SHOWN = 4;

/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */
/**
 * @typedef {object} TrayParts
 * @property {string} openid
 * @property {() => AccountOnPage | null} account
 * @property {() => Person | null} person
 * @property {(url: string) => void} open
 * @property {(content: object) => Promise<object | null>} push
 * @property {ReturnType<typeof import('./sheet.js').createSheet>} sheet
 */

/**
 * Actions besides writing: attachments, the camera, pages.
 *
 * @param {TrayParts} parts
 * @param {() => void} close hides the tray
 */
export function createTray(parts, close) {
	const { push, account, sheet, openid } = parts;
	/** @type {(iconName: Parameters<typeof icon>[0], label: string, run: () => void) => HTMLElement} */
	const button = (iconName, label, run) => {
		const tap = () => {
			close();
			run();
		};
		return el(
			'button',
			{ type: 'button', onclick: tap },
			el('span', { class: 'tray-icon' }, icon(iconName)),
			label,
		);
	};
	const message = (/** @type {object} */ content) => void push({ message: content });
	const subscribe = button('subscribe', say('Subscription notices'), () => {
		const present = account();
		if (present) askSubscription(sheet, present, openid);
	});
	const element = el(
		'div',
		{ class: 'tray', hidden: true },
		button('image', say('Image'), () => message({ MsgType: 'image' })),
		button('voice', say('Voice'), () => message({ MsgType: 'voice' })),
		button('video', say('Video'), () => message({ MsgType: 'video' })),
		button('location', say('Location'), () => askLocation(parts)),
		button('link', say('Link'), () => askLink(parts)),
		button('scan', say('Scan'), () => askScan(parts)),
		button('open', say('Open a page'), () => askAddress(parts)),
		button('open', say('Full service'), () => openFullService(parts)),
		subscribe,
	);
	return { element, subscribe };
}

/** @param {TrayParts} parts */
function askLocation({ sheet, push }) {
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

/** @param {TrayParts} parts */
function askLink({ sheet, push }) {
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

/** @param {TrayParts} parts */
function askScan(parts) {
	const { sheet, account, openid } = parts;
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
		({ scene = '', ticket = '' }) => void scan(parts, scene, ticket),
		codes,
	);
}

/**
 * @param {TrayParts} parts
 * @param {string} scene
 * @param {string} ticket
 */
async function scan({ person, push, account, openid }, scene, ticket) {
	if (person()?.subscribed) {
		await push({ event: { Event: 'SCAN', EventKey: scene, ...(ticket ? { Ticket: ticket } : {}) } });
	} else {
		const qr = { scene, ticket: ticket || `gQ${scene}` };
		await ask('followers', { appid: account()?.appid, openid, follow: true, qr });
	}
}

/** @param {TrayParts} parts */
function askAddress({ sheet, open }) {
	const fields = [{ name: 'url', label: say('Address'), value: '' }];
	sheet.ask(say('Open a page'), say('Open'), fields, ({ url = '' }) => open(url));
}

/**
 * The button for the bar under a snapshot page, which a separate window cannot have.
 *
 * @param {TrayParts} parts
 */
function openFullService({ account, open }) {
	const query = new URLSearchParams({ appid: account()?.appid ?? '' });
	open(`${window.location.origin}/connect/sim/full-service?${query}`);
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
