/* global document, FormData, navigator */
import { el, fill } from './element.js';
import { say } from './language.js';
import { ask, toast } from './platform.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {Pick<import('../../state/Account').Account, 'appid' | 'secret' | 'token' | 'encodingAESKey' | 'originalId'>} AccountView */

/** @type {[value: string, label: import('./language.js').Words][]} */
const KINDS = [
	['service-certified', 'Service account, certified'],
	['service-uncertified', 'Service account, not certified'],
	['subscription-certified', 'Subscription account, certified'],
	['subscription-uncertified', 'Subscription account, not certified'],
	['test-number', 'Test account'],
];
/** @type {[value: string, label: import('./language.js').Words][]} */
const MODES = [
	['safe', 'Safe mode'],
	['compatible', 'Compatible mode'],
	['plain', 'Plain mode'],
];
/** @type {[key: 'appid' | 'secret' | 'token' | 'encodingAESKey' | 'originalId', label: string][]} */
const KEYS = [
	['appid', 'AppID'],
	['secret', 'AppSecret'],
	['token', 'Token'],
	['encodingAESKey', 'EncodingAESKey'],
	['originalId', say('Original ID')],
];

/** @param {{ kind: string, appid: string }} account */
export function nameAccount({ kind, appid }) {
	const [, label] = KINDS.find(([value]) => value === kind) ?? [];
	return `${label ? say(label) : kind} · ${appid}`;
}

/** Settings of the account, like in its console. */
export function createAccountPanel() {
	/** @type {PageView['account']} */
	let account = null;
	let drawn = '';
	const callback = el('input', {
		name: 'callbackUrl',
		type: 'url',
		placeholder: 'http://127.0.0.1:5678/webhook/…',
		autocomplete: 'off',
	});
	const mode = choice('mode', MODES);
	const kind = choice('kind', KINDS);
	const result = el('p', { class: 'muted', role: 'status' });
	const keys = el('dl', { class: 'keys' });
	const reveal = el('button', { type: 'button', onclick: () => void showKeys() }, say('Show the keys'));
	const form = el(
		'form',
		{ class: 'fields', onsubmit: (/** @type {Event} */ event) => void save(event) },
		el('label', {}, say('Server URL (saved when the handshake succeeds)'), callback),
		el('label', {}, say('Message encryption'), mode),
		el('label', {}, say('Account type'), kind),
		el('button', { class: 'primary' }, say('Save')),
		result,
	);

	async function showKeys() {
		/** @type {{ account: AccountView } | null} */
		const answer = await ask('accounts', { appid: account?.appid });
		if (!answer) return;
		fill(keys, keyRows(answer.account));
		reveal.hidden = true;
	}

	/** @param {Event} event */
	async function save(event) {
		event.preventDefault();
		const values = Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target)));
		const callbackUrl = values.callbackUrl || null;
		const changed = callbackUrl === account?.callbackUrl ? {} : { callbackUrl };
		fill(result, say('Saving …'));
		const answer = await ask('accounts', {
			appid: account?.appid,
			mode: values.mode,
			kind: values.kind,
			...changed,
		});
		fill(result, answer ? told(answer.handshake) : '');
	}

	return {
		element: el(
			'section',
			{ class: 'panel' },
			el('h2', {}, say('Server')),
			form,
			el('h2', {}, say('Keys')),
			keys,
			reveal,
			el('h2', {}, say('Platform')),
			platformButtons(),
		),
		/** @param {PageView} view */
		update(view) {
			account = view.account;
			const print = JSON.stringify([account?.appid, account?.callbackUrl, account?.mode, account?.kind]);
			if (print === drawn) return '';
			if (account && !drawn.includes(account.appid)) {
				fill(keys);
				fill(result);
				reveal.hidden = false;
			}
			drawn = print;
			if (document.activeElement !== callback) callback.value = account?.callbackUrl ?? '';
			mode.value = account?.mode ?? 'safe';
			kind.value = account?.kind ?? 'service-certified';
			return '';
		},
	};
}

/** @param {AccountView} account */
function keyRows(account) {
	return KEYS.flatMap(([key, label]) => [
		el('dt', {}, label),
		el('dd', {}, el('code', {}, account[key]), copyButton(label, account[key])),
	]);
}

function platformButtons() {
	return el(
		'div',
		{ class: 'buttons' },
		el('button', { type: 'button', onclick: () => void ask('accounts', {}) }, say('Create another account')),
		el(
			'button',
			{ type: 'button', class: 'danger', onclick: (/** @type {Event} */ event) => confirmReset(event) },
			say('Forget everything'),
		),
	);
}

/** @param {{ ok: boolean, status: number | null, reason: string | null } | null} handshake */
function told(handshake) {
	if (!handshake) return say('Saved.');
	return handshake.ok
		? say('The handshake succeeded; the server URL is saved.')
		: say('The server URL is not saved: {reason}', { reason: handshake.reason ?? '' });
}

/**
 * Asks for confirmation on the button itself.
 *
 * @param {Event} event
 */
function confirmReset({ currentTarget }) {
	const button = /** @type {HTMLButtonElement} */ (currentTarget);
	if (button.dataset.sure) return void ask('reset', {});
	button.dataset.sure = 'asked';
	fill(button, say('Really forget everything?'));
	button.addEventListener(
		'blur',
		() => {
			delete button.dataset.sure;
			fill(button, say('Forget everything'));
		},
		{ once: true },
	);
}

/**
 * @param {string} label
 * @param {string} text
 */
function copyButton(label, text) {
	const copy = () =>
		navigator.clipboard.writeText(text).then(() => toast(say('{name} copied.', { name: label })));
	return el(
		'button',
		{ type: 'button', 'aria-label': say('Copy {name}', { name: label }), onclick: () => void copy() },
		say('Copy'),
	);
}

/**
 * @param {string} name
 * @param {[value: string, label: import('./language.js').Words][]} options
 */
function choice(name, options) {
	return el(
		'select',
		{ name },
		options.map(([value, label]) => el('option', { value }, say(label))),
	);
}
