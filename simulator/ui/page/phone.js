import { createChat } from './chatLog.js';
import { createComposer } from './composer.js';
import { el, fill } from './element.js';
import { icon } from './icon.js';
import { openPage } from './openPage.js';
import { createPersonMenu } from './personMenu.js';
import { ask } from './platform.js';
import { nameOf, shortTime } from './shownText.js';

/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */

/** @type {Record<AccountOnPage['kind'], string>} */
const KINDS = {
	'service-certified': '服务号',
	'service-uncertified': '服务号',
	'subscription-certified': '订阅号',
	'subscription-uncertified': '订阅号',
	'test-number': '测试号',
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
	const owner = el('b', { class: 'owner-name' });
	const state = el('span', { class: 'owner-state' });
	const open = (/** @type {string} */ url) => openPage(openid, now?.account.appid, url);
	const composer = createComposer({
		openid,
		account: () => now?.account ?? null,
		person: () => now?.person ?? null,
		open,
	});
	const chat = createChat({ open, choose: composer.choose });
	const menu = createPersonMenu(openid, () => now, close);
	const followButton = el(
		'button',
		{ type: 'button', class: 'wx-follow', onclick: () => void follow(true) },
		'关注公众号',
	);
	const cardName = el('h3');
	const profile = el(
		'div',
		{ class: 'profile' },
		el('span', { class: 'profile-badge', 'aria-hidden': 'true' }, '号'),
		cardName,
		el('p', {}, '关注后可以接收消息'),
		followButton,
	);
	const screen = el(
		'div',
		{ class: 'screen' },
		el('div', { class: 'phone-status', 'aria-hidden': 'true' }, time, el('span', { class: 'phone-signal' })),
		el('header', { class: 'chat-head' }, icon('back'), el('div', {}, title, subtitle), menu.button),
		menu.sheet,
		chat.element,
		profile,
		composer.element,
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

	/** @param {boolean} wanted */
	async function follow(wanted) {
		followButton.disabled = true;
		await ask('followers', { appid: now?.account.appid, openid, follow: wanted });
		followButton.disabled = false;
	}

	return {
		element,
		/**
		 * @param {Person} person
		 * @param {AccountOnPage} account
		 * @param {{ now: number }} clock
		 */
		update(person, account, clock) {
			now = { person, account };
			element.setAttribute('aria-label', `Phone of ${nameOf(person)}`);
			fill(owner, nameOf(person));
			owner.title = openid;
			fill(
				state,
				person.blacklisted
					? '已拉黑 blocked'
					: person.subscribed
						? '已关注 follows'
						: '未关注 does not follow',
			);
			state.dataset.follows = String(person.subscribed);
			fill(time, shortTime(clock.now));
			fill(title, KINDS[account.kind]);
			fill(cardName, KINDS[account.kind]);
			fill(subtitle, account.originalId);
			profile.hidden = person.subscribed;
			element.classList.toggle('follows', person.subscribed);
			chat.update(account.chats[openid] ?? [], person, clock.now);
			composer.update(account);
			menu.update();
		},
	};
}
