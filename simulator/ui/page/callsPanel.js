/* global URLSearchParams */
import { el, fill } from './element.js';
import { createLogList, logText } from './logList.js';
import { clockTime, indented } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {PageView['calls'][number]} Call */

/** What the account's own software asked of the platform. */
export function createCallsPanel() {
	const unknown = el('p', { class: 'notice' });
	/** @type {ReturnType<typeof createLogList<Call>>} */
	const list = createLogList({
		idOf: ({ id }) => id,
		tone: ({ errcode, status }) => (errcode !== 0 || status === 0 || status >= 400 ? 'bad' : 'good'),
		summary: ({ atMs, method, path, errcode, status, ms }) => [
			el('span', { class: 'log-time' }, clockTime(atMs)),
			el('span', { class: 'verb' }, method),
			el('span', { class: 'log-name', title: path }, path),
			el(
				'span',
				{ class: 'verdict' },
				status === 0 ? 'cut' : status >= 400 ? `HTTP ${status}` : errcode === 0 ? 'ok' : String(errcode),
			),
			el('span', { class: 'log-ms' }, `${ms} ms`),
		],
		details: ({ query, requestBody, responseBody, fault, appid }) => [
			fault && logText('Fault', fault),
			appid && logText('Account', appid),
			logText(
				'Query',
				[...new URLSearchParams(query)].map(([name, value]) => `${name} = ${value}`).join('\n'),
			),
			logText('Request', indented(requestBody)),
			logText('Answer', indented(responseBody)),
		],
		empty: 'No API call yet. Whatever is sent to this simulator appears here, with its secrets masked.',
	});
	return {
		element: el('section', { class: 'panel' }, unknown, list.element),
		/** @param {PageView} view */
		update({ calls, unknownRoutes }) {
			list.update(calls);
			unknown.hidden = unknownRoutes.length === 0;
			fill(
				unknown,
				`Called, but not part of the simulator: ${unknownRoutes.map(({ route }) => route).join(', ')}`,
			);
			return calls[0] ? calls[0].id + 1 : 0;
		},
	};
}
