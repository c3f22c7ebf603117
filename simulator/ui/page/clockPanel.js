/* global setInterval */
import { el, fill } from './element.js';
import { ask } from './platform.js';
import { fullTime } from './shownText.js';

/** @typedef {import('./platform.js').PageView} PageView */

/** @type {[label: string, seconds: number][]} */
const STEPS = [
	['+ 5 s', 5],
	['+ 1 min', 60],
	['+ 10 min', 600],
	['+ 2 h', 7200],
	['+ 1 day', 86_400],
	['+ 30 days', 2_592_000],
];

/** The platform's time: tokens, quotas, windows and time-outs follow it. */
export function createClockPanel() {
	const time = el('output', { class: 'big-time' });
	const state = el('p', { class: 'muted' });
	const freeze = el('button', { type: 'button', onclick: () => void ask('clock', { freeze: !frozen }) });
	const real = el(
		'button',
		{ type: 'button', onclick: () => void ask('clock', { freeze: false, now: Date.now() }) },
		'Back to real time',
	);
	let frozen = false;
	let offset = 0;
	let now = Date.now();
	const steps = STEPS.map(([label, advanceSeconds]) =>
		el('button', { type: 'button', onclick: () => void ask('clock', { advanceSeconds }) }, label),
	);
	const tick = () => fill(time, fullTime(frozen ? now : Date.now() + offset));
	setInterval(tick, 500);
	return {
		element: el(
			'section',
			{ class: 'panel' },
			time,
			state,
			el('div', { class: 'buttons' }, steps),
			el('div', { class: 'buttons' }, freeze, real),
			el(
				'p',
				{ class: 'muted' },
				'Everything asks this clock: token lives, daily quotas, the 48-hour window, push time-outs.',
			),
		),
		/** @param {PageView} view */
		update({ clock }) {
			frozen = clock.frozen;
			now = clock.now;
			offset = clock.now - Date.now();
			const seconds = Math.round(offset / 1000);
			fill(
				state,
				frozen
					? 'Stands still'
					: Math.abs(seconds) < 2
						? 'Real time'
						: `Runs ${duration(Math.abs(seconds))} ${seconds > 0 ? 'ahead of' : 'behind'} real time`,
			);
			fill(freeze, frozen ? 'Let it run' : 'Stop the clock');
			tick();
			return frozen ? '❄' : '';
		},
	};
}

/**
 * @param {number} seconds
 * @returns {string} `1 d 2 h 5 min`, seconds only below a minute
 */
function duration(seconds) {
	const parts = [
		[Math.floor(seconds / 86_400), 'd'],
		[Math.floor(seconds / 3600) % 24, 'h'],
		[Math.floor(seconds / 60) % 60, 'min'],
		[seconds < 60 ? seconds : 0, 's'],
	];
	return parts.flatMap(([count, unit]) => (count ? [`${count} ${unit}`] : [])).join(' ');
}
