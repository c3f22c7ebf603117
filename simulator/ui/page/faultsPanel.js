/* global FormData */
import { el, fill } from './element.js';
import { say } from './language.js';
import { ask, toast } from './platform.js';

/** @typedef {import('./platform.js').PageView} PageView */
/** @typedef {PageView['faults'][number]} Fault */

/** @typedef {import('./language.js').Words} Words */

/** The most common faults, ready to be switched on. @type {[label: Words, fault: object][]} */
const SWITCHES = [
	['Every call: token expired, once (42001)', { match: '*', errcode: 42001, count: 1 }],
	['Template send: busy (-1)', { match: '/cgi-bin/message/template/send', errcode: -1 }],
	[
		'Template send: done, but the answer is lost, once',
		{ match: '/cgi-bin/message/template/send', drop: 'after', count: 1 },
	],
	['Template send: person refuses (43101)', { match: '/cgi-bin/message/template/send', errcode: 43101 }],
	['Every call: daily quota used up (45009)', { match: '/cgi-bin/*', errcode: 45009 }],
	['Every call: gateway error 502', { match: '*', status: 502 }],
	['Every call: three seconds late', { match: '*', delayMs: 3000 }],
	['Every call: answer cut in half', { match: '*', truncate: true }],
];

/** Disturbances of API calls. */
export function createFaultsPanel() {
	const switches = SWITCHES.map(([label, fault]) => {
		const box = el('input', {
			type: 'checkbox',
			role: 'switch',
			onchange: () => void toggle(fault, box.checked),
		});
		return { box, fault, line: el('label', { class: 'switch' }, box, el('span', {}, say(label))) };
	});
	const active = el('ul', { class: 'faults' });
	/** @type {Fault[]} */
	let faults = [];

	/**
	 * @param {object} fault
	 * @param {boolean} on
	 */
	async function toggle(fault, on) {
		if (on) return void (await ask('faults', fault));
		for (const { id } of faults.filter((present) => isSame(present, fault)))
			await ask('faults', { clear: true, id });
	}

	const form = el(
		'form',
		{ class: 'fields', onsubmit: (/** @type {Event} */ event) => void order(event) },
		field(say('Path, * at its end matches the rest'), 'match', '/cgi-bin/*'),
		field('errcode', 'errcode', ''),
		field(say('or HTTP status'), 'status', ''),
		field(say('Delay in ms'), 'delayMs', ''),
		field(say('For so many calls (empty: until cleared)'), 'count', '1'),
		el('button', { class: 'primary' }, say('Add the fault')),
	);

	return {
		element: el(
			'section',
			{ class: 'panel' },
			el('h2', {}, say('In force')),
			active,
			el('h2', {}, say('Switches')),
			switches.map(({ line }) => line),
			el('h2', {}, say('A fault of your own')),
			form,
		),
		/** @param {PageView} view */
		update(view) {
			faults = view.faults.filter(({ remaining }) => remaining !== 0);
			for (const { box, fault } of switches) box.checked = faults.some((present) => isSame(present, fault));
			fill(
				active,
				faults.map((fault) => el('li', {}, el('span', {}, describe(fault)), clearButton(fault.id))),
				faults.length === 0 && el('li', { class: 'empty' }, say('None: the platform behaves.')),
			);
			return faults.length;
		},
	};
}

/** @param {Event} event */
async function order(event) {
	event.preventDefault();
	const entries = [...new FormData(/** @type {HTMLFormElement} */ (event.target))].filter(
		([, value]) => value !== '',
	);
	const fault = Object.fromEntries(
		entries.map(([name, value]) => [name, name === 'match' ? value : Number(value)]),
	);
	if (await ask('faults', fault)) toast(say('The fault is in force.'));
}

/**
 * Whether an active fault is the one of a switch.
 *
 * @param {Fault} present
 * @param {Record<string, any>} ordered
 */
function isSame({ match, effect, delayMs }, ordered) {
	/** @type {Record<string, any>} */
	const found = effect;
	return (
		match === ordered.match &&
		delayMs === (ordered.delayMs ?? 0) &&
		(ordered.errcode === undefined || found.errcode === ordered.errcode) &&
		(ordered.status === undefined || found.status === ordered.status) &&
		(ordered.drop === undefined || found.kind === `drop-${ordered.drop}`) &&
		(ordered.truncate === undefined || found.kind === 'truncate')
	);
}

/** @param {Fault} fault */
function describe({ match, effect, delayMs, remaining, struck }) {
	/** @type {Record<string, any>} */
	const { kind, ...values } = effect;
	const what = [kind, values.errcode ?? values.status ?? '', delayMs > 0 ? `${delayMs} ms` : '']
		.filter(String)
		.join(' ');
	const left = remaining === null ? say('until cleared') : say('{count} left', { count: remaining });
	return say('{fault}, {left}, struck {struck}', { fault: `${match}: ${what}`, left, struck });
}

/** @param {number} id */
function clearButton(id) {
	return el(
		'button',
		{ type: 'button', onclick: () => void ask('faults', { clear: true, id }) },
		say('Clear'),
	);
}

/**
 * @param {string} label
 * @param {string} name
 * @param {string} value
 */
function field(label, name, value) {
	return el('label', {}, label, el('input', { name, value, autocomplete: 'off' }));
}
