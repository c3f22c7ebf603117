/* global URLSearchParams */
import { el, fill } from './element.js';
import { say } from './language.js';
import { createLogList, logText } from './logList.js';
import { clockTime, indented } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {PageView['calls'][number]} Call */

/** API calls of the account's software. */
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
			el('span', { class: 'verdict' }, verdictOf(status, errcode)),
			el('span', { class: 'log-ms' }, `${ms} ms`),
		],
		details: ({ query, requestBody, responseBody, fault, appid }) => [
			fault && logText(say('Fault'), fault),
			appid && logText(say('Account'), appid),
			logText(
				say('Query'),
				[...new URLSearchParams(query)].map(([name, value]) => `${name} = ${value}`).join('\n'),
			),
			logText(say('Request'), indented(requestBody)),
			logText(say('Answer'), indented(responseBody)),
		],
		empty: say('No API call yet. Whatever is sent to this simulator appears here, with its secrets masked.'),
	});
	return {
		element: el('section', { class: 'panel' }, unknown, list.element),
		/** @param {PageView} view */
		update({ calls, unknownRoutes }) {
			list.update(calls);
			unknown.hidden = unknownRoutes.length === 0;
			fill(
				unknown,
				say('Called, but not part of the simulator: {routes}', {
					routes: unknownRoutes.map(({ route }) => route).join(', '),
				}),
			);
			return calls[0] ? calls[0].id + 1 : 0;
		},
	};
}

/**
 * @param {number} status
 * @param {number} errcode
 */
function verdictOf(status, errcode) {
	if (status === 0) return say('cut');
	if (status >= 400) return `HTTP ${status}`;
	return errcode === 0 ? say('ok') : String(errcode);
}
