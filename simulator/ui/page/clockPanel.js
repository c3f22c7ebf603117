/* global setInterval */
import { el, fill } from './element.js';
import { say } from './language.js';
import { ask } from './platform.js';
import { fullTime } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */

/** @typedef {import('./language.js').Words} Words */
/** @type {[count: number, unit: Words, seconds: number][]} */
const STEPS = [
	[5, '{count} s', 5],
	[1, '{count} min', 60],
	[10, '{count} min', 600],
	[2, '{count} h', 7200],
	[1, '{count} day', 86_400],
	[30, '{count} days', 2_592_000],
];

/** The platform's time, which tokens, quotas, windows and timeouts follow. */
export function createClockPanel() {
	const time = el('output', { class: 'big-time' });
	const state = el('p', { class: 'muted' });
	const freeze = el('button', { type: 'button', onclick: () => void ask('clock', { freeze: !frozen }) });
	const real = el(
		'button',
		{ type: 'button', onclick: () => void ask('clock', { freeze: false, now: Date.now() }) },
		say('Back to real time'),
	);
	let frozen = false;
	let offset = 0;
	let now = Date.now();
	const steps = STEPS.map(([count, unit, advanceSeconds]) =>
		el(
			'button',
			{ type: 'button', onclick: () => void ask('clock', { advanceSeconds }) },
			`+ ${say(unit, { count })}`,
		),
	);
	const tick = () => fill(time, fullTime(frozen ? now : Date.now() + offset));
	setInterval(tick, 500);
	return {
		element: el(
			'section',
			{ class: 'panel' },
			time,
			el('p', { class: 'muted' }, say('Beijing time')),
			state,
			el('div', { class: 'buttons' }, steps),
			el('div', { class: 'buttons' }, freeze, real),
			el(
				'p',
				{ class: 'muted' },
				say('Everything asks this clock: token lives, daily quotas, the 48-hour window, push time-outs.'),
			),
		),
		/** @param {PageView} view */
		update({ clock }) {
			frozen = clock.frozen;
			now = clock.now;
			offset = clock.now - Date.now();
			const seconds = Math.round(offset / 1000);
			fill(state, frozen ? say('Stands still') : pace(seconds));
			fill(freeze, frozen ? say('Let it run') : say('Stop the clock'));
			tick();
			return frozen ? '❄' : '';
		},
	};
}

/** @param {number} seconds how far the clock is ahead of real time */
function pace(seconds) {
	if (Math.abs(seconds) < 2) return say('Real time');
	const values = { duration: duration(Math.abs(seconds)) };
	return seconds > 0
		? say('Runs {duration} ahead of real time', values)
		: say('Runs {duration} behind real time', values);
}

/**
 * @param {number} seconds
 * @returns {string} `1 d 2 h 5 min`, seconds only below a minute
 */
function duration(seconds) {
	/** @type {[count: number, unit: Words][]} */
	const parts = [
		[Math.floor(seconds / 86_400), '{count} d'],
		[Math.floor(seconds / 3600) % 24, '{count} h'],
		[Math.floor(seconds / 60) % 60, '{count} min'],
		[seconds < 60 ? seconds : 0, '{count} s'],
	];
	return parts.flatMap(([count, unit]) => (count ? [say(unit, { count })] : [])).join(' ');
}
