import type { IExecuteFunctions } from 'n8n-workflow';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import type { Moment } from '../../../core/state/Moment';
import { resetProcessState } from '../../../core/state/processStore';
import { finishedItems } from '../../../nodes/Wechat/run/finishedItems';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START: Moment = { now: 1_800_000_000_000, elapsed: 5_000 };
const n8n = {
	getNode: () => ({ id: 'node', retryOnFail: true }),
	getExecutionId: () => '1',
} as unknown as IExecuteFunctions;

/** A try of the run, at a moment so far from the start by the time of day and by the clock that nobody sets. */
const tryAt = (now: number, elapsed: number, deduplicated = false) =>
	finishedItems(
		n8n,
		{ effect: 'write', deduplicated },
		() => 0,
		() => ({ now: START.now + now, elapsed: START.elapsed + elapsed }),
	);

beforeEach(() => resetProcessState());

describe('an item that is done', () => {
	const isKnown = (now: number, elapsed: number) => {
		const first = tryAt(0, 0);
		first.succeeded(0, []);
		first.end(1);
		return tryAt(now, elapsed).of(0) !== undefined;
	};

	test.each([HOUR, -HOUR])('is known to the next try when the time of day was set by %i ms before', (set) => {
		expect(isKnown(set + 5_000, 5_000)).toBe(true);
	});

	test('is no longer known a minute after the try', () => {
		expect([isKnown(MINUTE - 1, MINUTE - 1), isKnown(MINUTE, MINUTE)]).toEqual([true, false]);
	});
});

describe('an item of unknown outcome that WeChat recognizes for some minutes', () => {
	const isTriedAgain = (now: number, elapsed: number) => {
		const first = tryAt(0, 0, true);
		first.failed(0, new IndeterminateResultError('maybe-sent', 'no answer came in time', '/send'), START);
		return tryAt(now, elapsed, true).of(0) === undefined;
	};

	test('is tried again while neither clock says that they are over', () => {
		expect(isTriedAgain(5 * MINUTE - 1, 5 * MINUTE - 1)).toBe(true);
	});

	test.each([
		['the time of day was set back', -HOUR, 5 * MINUTE],
		['the machine was paused', 5 * MINUTE, 5_000],
	])('is not tried again when they may be over: %s', (_what, now, elapsed) => {
		expect(isTriedAgain(now, elapsed)).toBe(false);
	});
});
