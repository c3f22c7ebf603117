import { el, fill } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { createPhone } from './phone.js';
import { ask } from './platform.js';
import { nameOf } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {import('./platform.js').Person} Person */

const OPEN_BY_THEMSELVES = 6;

/**
 * The row of phones.
 *
 * @param {HTMLElement} section
 * @param {() => void} refresh
 */
export function createPhones(section, refresh) {
	/** @type {Map<string, ReturnType<typeof createPhone>>} */
	const shown = new Map();
	/** People who had a phone already: a closed phone stays closed. */
	const seen = new Set();
	/** @type {PageView | null} */
	let view = null;
	const welcome = createWelcome();
	const nobody = el('p', { class: 'nobody' }, say('Nobody is here yet. Add a person to get a phone.'));
	const row = el('div', { class: 'phone-row' }, welcome, nobody);
	const bar = createPeopleBar(
		() => view,
		(openid) => openPhone(openid)?.element.scrollIntoView({ inline: 'center' }),
	);
	section.append(bar.element, row);

	/** @param {string} openid */
	function openPhone(openid) {
		seen.add(openid);
		if (shown.has(openid)) return shown.get(openid);
		const phone = createPhone(openid, () => {
			phone.element.remove();
			shown.delete(openid);
			refresh();
		});
		shown.set(openid, phone);
		row.append(phone.element);
		refresh();
		return phone;
	}

	return {
		open: () => [...shown.keys()],
		closeAll() {
			for (const phone of shown.values()) phone.element.remove();
			shown.clear();
			seen.clear();
		},
		/** @param {PageView} next */
		update(next) {
			view = next;
			const people = next.account?.people ?? [];
			const known = new Map(people.map((person) => [person.openid, person]));
			for (const [openid, phone] of shown) {
				if (known.has(openid)) continue;
				phone.element.remove();
				shown.delete(openid);
			}
			for (const { openid } of people) {
				if (!seen.has(openid) && shown.size < OPEN_BY_THEMSELVES) openPhone(openid);
			}
			for (const [openid, phone] of shown) {
				const person = known.get(openid);
				if (person && next.account) phone.update(person, next.account, next.clock);
			}
			welcome.hidden = next.account !== null;
			nobody.hidden = next.account === null || people.length > 0;
			bar.update(people.filter(({ openid }) => !shown.has(openid)));
		},
	};
}

/**
 * The bar to add people and to reopen phones.
 *
 * @param {() => PageView | null} view
 * @param {(openid: string) => void} openPhone
 */
function createPeopleBar(view, openPhone) {
	const nickname = el('input', {
		id: 'new-nickname',
		'aria-label': say('Nickname of a new person'),
		placeholder: say('Nickname'),
		maxlength: 64,
		autocomplete: 'off',
	});
	const form = el(
		'form',
		{ class: 'add-person', onsubmit: (/** @type {Event} */ event) => void create(event) },
		nickname,
		el('button', { class: 'primary' }, icon('person'), say('Add a person')),
	);
	const closed = el('div', { class: 'closed', role: 'group', 'aria-label': say('Closed phones') });
	const element = el('div', { class: 'people-bar' }, form, closed);

	/** @param {Event} event */
	async function create(event) {
		event.preventDefault();
		const answer = await ask('followers', {
			appid: view()?.account?.appid,
			nickname: nickname.value.trim(),
		});
		if (!answer) return;
		nickname.value = '';
		openPhone(answer.follower.openid);
	}

	return {
		element,
		/** @param {Person[]} others */
		update(others) {
			element.hidden = !view()?.account;
			const buttons = others.map((person) =>
				el(
					'button',
					{ type: 'button', onclick: () => openPhone(person.openid) },
					icon('phone'),
					nameOf(person),
				),
			);
			fill(closed, buttons);
		},
	};
}

/** The start page of a platform without accounts. */
function createWelcome() {
	return el(
		'div',
		{ class: 'welcome' },
		el('h2', {}, say('A WeChat platform of your own')),
		el(
			'p',
			{},
			say('There is no Official Account yet. Create one: it gets an AppID, an AppSecret, a Token and a key.'),
		),
		el(
			'button',
			{ type: 'button', class: 'primary', onclick: () => void ask('accounts', {}) },
			say('Create an account'),
		),
	);
}
