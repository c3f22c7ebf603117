import type { IExecuteFunctions } from 'n8n-workflow';
import { compilePattern } from '../../../core/text/linearPattern';
import { wallClockAt } from '../../../core/time/wallClock';
import { oncePerRun } from '../../../nodes/shared/oncePerRun';
import { finishedItems } from '../../../nodes/Wechat/run/finishedItems';
import type { ItemContext } from '../../../nodes/shared/itemContexts';
import { shareHeld } from '../../nodes/harness/garbage';
import { type Filling, type Sizes, upTo } from './Filling';

const NOW = 1_790_000_000_000;

/** One run of a node with Retry On Fail, of which the first item succeeds and another one fails. */
function failedRun(execution: number, now = NOW) {
	const n8n = {
		getNode: () => ({ id: 'node', retryOnFail: true }),
		getExecutionId: () => String(execution),
	} as unknown as IExecuteFunctions;
	return finishedItems(
		n8n,
		{ effect: 'write', deduplicated: false },
		() => 0,
		() => ({ now, elapsed: now }),
	);
}

async function* fillTimeZones(): AsyncGenerator<void> {
	const zones = ['Asia/Shanghai', ...Intl.supportedValuesOf('timeZone').slice(0, 110)];
	for (const zone of [...zones, 'Asia/Shanghai']) {
		expect(wallClockAt(0, zone).date).toMatch(/^19(70|69)-/);
		yield;
	}
	expect(wallClockAt(0, 'Asia/Shanghai')).toEqual({ date: '1970-01-01', time: '08:00' });
}

async function* fillPatterns(): AsyncGenerator<void> {
	const first = compilePattern('word 0');
	for (const index of upTo(210)) {
		compilePattern(`word ${index}`);
		yield;
	}
	expect(compilePattern('word 209')).toBe(compilePattern('word 209'));
	expect(compilePattern('word 0')).not.toBe(first);
}

async function* fillOncePerRun(): AsyncGenerator<void> {
	const write = async () => {
		const data = { kind: 'json', data: {} } as const;
		const item = { n8n: {} } as ItemContext;
		const make = async () => await Promise.resolve(data);
		const request = { method: 'POST', path: '/cgi-bin/clear_quota', body: {} } as const;
		const [one, other] = [await oncePerRun(item, request, make), await oncePerRun(item, request, make)];
		expect(one).toBe(other);
		return new WeakRef(one);
	};
	const written = await Promise.all(upTo(1000).map(write));
	yield;
	expect(await shareHeld(written)).toBeLessThan(0.5);
}

async function* fillFinishedItems(sizes: () => Sizes): AsyncGenerator<void> {
	for (const execution of upTo(1010)) {
		const run = failedRun(execution);
		run.succeeded(0, []);
		run.end(1);
		yield;
	}
	expect([failedRun(1009).of(0), failedRun(0).of(0)]).toEqual([{ items: [] }, undefined]);
	for (const execution of [0, 1009]) failedRun(execution).end(0);
	failedRun(1010, NOW + 60_000).end(0);
	expect(sizes()).toEqual({ runs: 0 });
}

/** What is kept for the runs of the WeChat node. */
export const runStores: Readonly<Record<string, Filling>> = {
	'formats of time zones': {
		most: { timeZones: 100 },
		beyond: 'more than 100 time zones are read all the same',
		fill: fillTimeZones,
	},
	'compiled keyword patterns': {
		most: { patterns: 200 },
		beyond: 'of more than 200 patterns the first is compiled again',
		fill: fillPatterns,
	},
	'calls that a run makes once': {
		most: {},
		beyond: 'what a run has written once ends with it',
		fill: fillOncePerRun,
	},
	'items that an earlier try of the run has finished': {
		most: { runs: 1000 },
		beyond: 'of more than 1000 runs the first is forgotten, and all of them a minute after they have ended',
		fill: fillFinishedItems,
	},
};
