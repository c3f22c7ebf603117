import { el } from './element.js';
import { say } from './language.js';
import { ask } from './platform.js';

/** @typedef {import('./platform.js').AccountOnPage} AccountOnPage */

/**
 * The prompt in which a person allows subscription notices.
 *
 * @param {ReturnType<typeof import('./sheet.js').createSheet>} sheet
 * @param {AccountOnPage} account
 * @param {string} openid
 */
export function askSubscription(sheet, account, openid) {
	const templates = subscriptionTemplates(account);
	const boxes = templates.map(({ priTmplId, title }) =>
		el(
			'label',
			{ class: 'choice' },
			el('input', { type: 'checkbox', name: priTmplId, checked: true }),
			title,
		),
	);
	sheet.ask(
		say('This account wants to send you'),
		say('Allow'),
		[],
		(values) => {
			const answers = templates.map(({ priTmplId: templateId }) => ({
				templateId,
				status: templateId in values ? 'accept' : 'reject',
			}));
			void ask('subscription/answer', { appid: account.appid, openid, answers });
		},
		boxes,
	);
}

/**
 * @param {AccountOnPage} account
 * @returns {{ priTmplId: string, title: string }[]}
 */
export function subscriptionTemplates({ areas }) {
	const { subscription } =
		/** @type {{ subscription?: { templates: { priTmplId: string, title: string }[] } }} */ (areas);
	return subscription?.templates ?? [];
}
