import type { IExecuteFunctions } from 'n8n-workflow';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import type { Moment } from '../../../core/state/Moment';
import { resetProcessState } from '../../../core/state/processStore';
import { finishedItems } from '../../../nodes/Wechat/run/finishedItems';
import { openLab, TEMPLATE, TEXT } from './lab';
import { toolAt } from './toolInvocation';

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

	test('is not tried again outside an execution (MCP), where the next try has another id', () => {
		const tool = { ...n8n, getExecutionId: () => undefined, isToolExecution: () => true } as never;
		const begin = () =>
			finishedItems(
				tool,
				{ effect: 'write', deduplicated: true },
				() => 'the same words',
				() => START,
			);
		const lost = new IndeterminateResultError('maybe-sent', 'no answer came in time', '/send');
		begin().failed(0, lost, START);
		expect(begin().of(0)).toEqual({ error: lost });
	});
});

const SENT = [{ json: { success: true } }];
const SECOND = 1000;

let now = 0;
/** Begins a try of the one node of an execution. */
const begin = (execution: string) => {
	const n8n = {
		getNode: () => ({ id: 'node', retryOnFail: true }),
		getExecutionId: () => execution,
		isToolExecution: () => false,
	} as unknown as IExecuteFunctions;
	return finishedItems(
		n8n,
		{ effect: 'write', deduplicated: false },
		() => 0,
		() => ({ now, elapsed: now }),
	);
};
beforeEach(() => (now = 0));

test('a try that lasts longer than a minute keeps what the one before it has sent, whoever begins meanwhile', () => {
	const first = begin('long');
	first.succeeded(0, SENT);
	first.end(1);
	now = 5 * SECOND;
	const second = begin('long');
	now = 70 * SECOND;
	begin('another');
	second.end(1);
	now = 75 * SECOND;
	expect(begin('long').of(0)).toEqual({ items: SENT });
});

test.each([
	[59_999, { items: SENT }],
	[60_000, undefined],
])('what a try has sent is known for a minute after its end: after %i ms it is %j', (later, known) => {
	const first = begin('kept');
	first.succeeded(0, SENT);
	first.end(1);
	now = later;
	expect(begin('kept').of(0)).toEqual(known);
});

test.each([
	['an agent', 'agent-said-twice', TEXT],
	['MCP', undefined, TEXT],
	['MCP, as a template message', undefined, TEMPLATE],
])(
	'with Retry On Fail, the same words that a tool of %s is given twice are sent twice',
	async (_name, executionId, base) => {
		const lab = await openLab();
		const words = base === TEXT ? { content: 'twice' } : { dataJson: '{"thing1":"twice"}' };
		const parameters = { ...base, ...words, touser: 'oUSER000000000000000000000001' };
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const tool = toolAt(lab.url, parameters, { executionId, node });
		for (const call of [tool(), tool()]) await call({});
		await lab.close();
		expect(lab.sends()).toHaveLength(2);
	},
);
