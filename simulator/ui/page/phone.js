/* global setTimeout, clearTimeout */
import { createArticlePage, isArticle } from './articlePage.js';
import { createChat } from './chatLog.js';
import { createComposer } from './composer.js';
import { el, fill } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { openPage } from './openPage.js';
import { createPersonMenu } from './personMenu.js';
import { ask } from './platform.js';
import { nameOf, shortTime } from './shownText.js';

/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */

/** @type {Record<AccountOnPage['kind'], import('./language.js').Words>} */
const KINDS = {
	'service-certified': 'Service account',
	'service-uncertified': 'Service account',
	'subscription-certified': 'Subscription account',
	'subscription-uncertified': 'Subscription account',
	'test-number': 'Test account',
};

/**
 * One person's phone, showing the conversation with the account.
 *
 * @param {string} openid
 * @param {() => void} close removes the phone from the page
 */
export function createPhone(openid, close) {
	/** @type {{ person: Person, account: AccountOnPage } | null} */
	let now = null;
	const time = el('span', { class: 'phone-time' });
	const title = el('b');
	const subtitle = el('small');
	const typing = createTypingLine(title);
	const owner = el('h2', { class: 'owner-name' });
	const state = el('span', { class: 'owner-state' });
	const open = (/** @type {string} */ url) =>
		isArticle(url) ? reading.show(url) : openPage(openid, now?.account.appid, url);
	const reading = createArticlePage(openid, () => now?.account.appid, open);
	const composer = createComposer({
		openid,
		account: () => now?.account ?? null,
		person: () => now?.person ?? null,
		open,
	});
	const chat = createChat({ open, choose: composer.choose });
	const menu = createPersonMenu(openid, () => now, close);
	const { profile, cardName } = createFollowCard(openid, () => now?.account.appid);
	const screen = el(
		'div',
		{ class: 'screen' },
		el('div', { class: 'phone-status', 'aria-hidden': 'true' }, time, el('span', { class: 'phone-signal' })),
		el('header', { class: 'chat-head' }, icon('back'), el('div', {}, title, subtitle), menu.button),
		menu.sheet,
		chat.element,
		profile,
		composer.element,
		reading.element,
	);
	const element = el(
		'article',
		{ class: 'phone', 'data-openid': openid },
		el(
			'header',
			{ class: 'owner' },
			el('span', { class: 'avatar me', 'aria-hidden': 'true' }, icon('person')),
			owner,
			state,
		),
		screen,
	);

	return {
		element,
		/**
		 * @param {Person} person
		 * @param {AccountOnPage} account
		 * @param {{ now: number, frozen: boolean }} clock
		 */
		update(person, account, clock) {
			now = { person, account };
			element.setAttribute('aria-label', say('Phone of {name}', { name: nameOf(person) }));
			fill(owner, nameOf(person));
			owner.title = openid;
			fill(state, bond(person));
			state.dataset.follows = String(person.subscribed);
			fill(time, shortTime(clock.now));
			typing.update(say(KINDS[account.kind]), (account.typing[openid] ?? 0) - clock.now, clock.frozen);
			fill(cardName, say(KINDS[account.kind]));
			fill(subtitle, account.originalId);
			profile.hidden = person.subscribed;
			element.classList.toggle('follows', person.subscribed);
			chat.update(account.chats[openid] ?? [], person, clock.now);
			composer.update(account);
			menu.update();
		},
	};
}

/**
 * The name of the account, or the typing line instead.
 *
 * @param {HTMLElement} title
 */
function createTypingLine(title) {
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let end;
	title.setAttribute('aria-live', 'polite');
	return {
		/**
		 * @param {string} name
		 * @param {number} leftMs for which it is shown
		 * @param {boolean} frozen whether the platform's clock stands still
		 */
		update(name, leftMs, frozen) {
			clearTimeout(end);
			fill(title, leftMs > 0 ? say('The other side is typing …') : name);
			// The platform reports no change when the time is over.
			if (leftMs > 0 && !frozen) end = setTimeout(() => fill(title, name), leftMs);
		},
	};
}

/** @param {Person} person */
function bond({ blacklisted, subscribed }) {
	if (blacklisted) return say('blocked');
	return subscribed ? say('follows') : say('does not follow');
}

/**
 * The account as seen by a person who does not follow it yet.
 *
 * @param {string} openid
 * @param {() => string | undefined} appid of the account
 */
function createFollowCard(openid, appid) {
	const button = el(
		'button',
		{ type: 'button', class: 'wx-follow', onclick: () => void follow() },
		say('Follow the account'),
	);
	const cardName = el('h3');
	const profile = el(
		'div',
		{ class: 'profile' },
		el('span', { class: 'profile-badge', 'aria-hidden': 'true' }, '号'),
		cardName,
		el('p', {}, say('Follow it to get messages')),
		button,
	);
	async function follow() {
		button.disabled = true;
		await ask('followers', { appid: appid(), openid, follow: true });
		button.disabled = false;
	}
	return { profile, cardName };
}
