import { el } from './element.js';
import { say } from './language.js';
import { createLogList, logText } from './logList.js';
import { ask } from './platform.js';
import { clockTime, nameOf } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {PageView['deliveries'][number]} Delivery */
/** @typedef {Delivery['attempts'][number]} Attempt */

/** @type {Record<Delivery['outcome'], [tone: string, words: import('./language.js').Words]>} */
const OUTCOMES = {
	pending: ['waiting', 'under way'],
	acknowledged: ['good', 'success'],
	replied: ['good', 'replied'],
	fault: ['bad', 'bad answer'],
	unreachable: ['bad', 'no answer'],
	abandoned: ['bad', 'abandoned'],
};

/** The pushes to the account's server, with every attempt. */
export function createPushesPanel() {
	/** @type {Map<string, string>} */
	let names = new Map();
	/** @type {ReturnType<typeof createLogList<Delivery>>} */
	const list = createLogList({
		idOf: ({ id }) => id,
		tone: ({ outcome }) => OUTCOMES[outcome][0],
		summary: ({ attempts, name, openid, outcome }) => [
			el('span', { class: 'log-time' }, attempts[0] ? clockTime(attempts[0].atMs) : '…'),
			el('span', { class: 'verb' }, names.get(openid) ?? openid.slice(-6)),
			el('span', { class: 'log-name', title: name }, name),
			el(
				'span',
				{ class: 'verdict' },
				attempts.length > 1 ? `${say(OUTCOMES[outcome][1])} ×${attempts.length}` : say(OUTCOMES[outcome][1]),
			),
			el(
				'span',
				{ class: 'log-ms' },
				attempts.length > 0 ? `${attempts.reduce((sum, { ms }) => sum + ms, 0)} ms` : '',
			),
		],
		details: (delivery) => [
			...delivery.attempts.map(drawAttempt),
			logText(
				say('Query'),
				Object.entries(delivery.request.query)
					.map(([name, value]) => `${name} = ${value}`)
					.join('\n'),
			),
			logText(say('Body, decrypted'), delivery.request.decrypted ?? ''),
			logText(say('Body'), delivery.request.body),
			el(
				'button',
				{
					type: 'button',
					onclick: () => void ask('push', { appid: delivery.appid, repeat: delivery.id, wait: false }),
				},
				say('Push it again, byte by byte'),
			),
		],
		empty: say('No push yet. What people do on their phones is posted to the server URL, and appears here.'),
	});
	return {
		element: el('section', { class: 'panel' }, list.element),
		/** @param {PageView} view */
		update({ deliveries, account }) {
			names = new Map((account?.people ?? []).map((person) => [person.openid, nameOf(person)]));
			list.update(deliveries);
			return deliveries.length;
		},
	};
}

/**
 * @param {Attempt} attempt
 * @param {number} index
 */
function drawAttempt({ status, body, reply, fault, failure, failureText, ms }, index) {
	const verdict = failure ? `${failure} ${failureText}` : (fault ?? say('good'));
	const outcome = say('{status} in {ms} ms: {verdict}', { status: status ?? say('no answer'), ms, verdict });
	return el(
		'div',
		{ class: 'attempt', 'data-tone': failure || fault ? 'bad' : 'good' },
		el('p', {}, el('b', {}, say('Attempt {number}', { number: index + 1 })), ` ${outcome}`),
		logText(say('Answer'), body),
		reply && logText(say('Reply, decrypted'), JSON.stringify(reply, null, 2)),
	);
}
