import { el, fill } from './element.js';
import { icon } from './icon.js';
import { say } from './language.js';
import { ask } from './platform.js';

/** @typedef {import('./platform.js').Person} Person */
/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */

/**
 * The menu for changing the person, behind the three dots.
 *
 * @param {string} openid
 * @param {() => { person: Person, account: AccountOnPage } | null} now
 * @param {() => void} close
 */
export function createPersonMenu(openid, now, close) {
	const sheet = el('div', { class: 'person-menu', hidden: true });
	const button = el(
		'button',
		{
			type: 'button',
			class: 'icon-button',
			'aria-label': say('Person'),
			'aria-expanded': 'false',
			onclick: () => show(sheet.hidden),
		},
		icon('dots'),
	);
	sheet.addEventListener('keydown', ({ key }) => {
		if (key !== 'Escape') return;
		show(false);
		button.focus();
	});

	/** @param {boolean} open */
	function show(open) {
		sheet.hidden = !open;
		button.setAttribute('aria-expanded', String(open));
		if (open) draw();
		if (open) sheet.querySelector('button')?.focus();
	}

	/** @param {object} change */
	async function change(change) {
		show(false);
		await ask('followers', { appid: now()?.account.appid, openid, ...change });
	}

	function draw() {
		const { person } = now() ?? {};
		if (!person) return;
		const choice = (/** @type {string} */ label, /** @type {() => void} */ run) =>
			el('button', { type: 'button', onclick: run }, label);
		fill(
			sheet,
			person.subscribed
				? choice(say('Unfollow'), () => void change({ follow: false }))
				: choice(say('Follow'), () => void change({ follow: true })),
			person.reception === 'success'
				? choice(
						say('Template receipts: report user block'),
						() => void change({ reception: 'failed:user block' }),
					)
				: choice(say('Template receipts: report success'), () => void change({ reception: 'success' })),
			choice(say('Close this phone'), close),
			el('small', {}, openid),
		);
	}

	return {
		button,
		sheet,
		update() {
			if (!sheet.hidden && sheet.childElementCount === 0) draw();
		},
	};
}
