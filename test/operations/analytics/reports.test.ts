import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { problemsOf } from '../../../core/errors/readAll';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import type { ApiRequest } from '../../../core/api/wire';
import { executeOperation } from '../support/executeOperation';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

/** The clock of the stub shows 08:00 on 22 November 2026 in Beijing. */
const YESTERDAY = '2026-11-21';

type Asked = { begin_date: string; end_date: string };

/** Reads a report; `rows` gives what WeChat has of each day, `fail` refuses from that call on. */
async function report(
	value: string,
	dates: IDataObject,
	rows: (asked: Asked) => IDataObject[] = () => [],
	fail?: (call: number) => WechatApiError | undefined,
	now?: string,
) {
	const calls: Array<[string, string]> = [];
	const operation = findOperation('analytics', value);
	const call = async ({ body }: ApiRequest) => {
		const asked = body as Asked;
		const refusal = fail?.(calls.length);
		calls.push([asked.begin_date, asked.end_date]);
		if (refusal) throw refusal;
		return { kind: 'json' as const, data: { list: rows(asked) } };
	};
	const stub = stubItem(call, operation.sample);
	const connection = now ? { ...stub.connection, now: () => Date.parse(now) } : stub.connection;
	const item = { ...stub, connection };
	const params = { ...operation.sample.params, ...dates };
	let error: unknown;
	const items = await executeOperation(operation, item, params).catch((thrown: unknown) => {
		error = thrown;
		return [];
	});
	return { calls, rows: items.map(({ json }) => json), error };
}

/** What is said of the dates before any call. */
async function refused(value: string, dates: IDataObject): Promise<string[]> {
	const { calls, error } = await report(value, dates);
	expect(calls).toEqual([]);
	if (!(error instanceof InvalidInputError)) throw new Error('nothing was refused');
	return problemsOf(error).map(({ field, rule }) => `${field} ${rule}`);
}

test.each([
	[
		'getUserGrowth',
		'2026-01-01',
		'2026-01-16',
		[
			['2026-01-01', '2026-01-07'],
			['2026-01-08', '2026-01-14'],
			['2026-01-15', '2026-01-16'],
		],
	],
	[
		'getArticleReads',
		'2026-01-30',
		'2026-02-01',
		[
			['2026-01-30', '2026-01-30'],
			['2026-01-31', '2026-01-31'],
			['2026-02-01', '2026-02-01'],
		],
	],
	[
		'getArticleSummary',
		'2026-01-01',
		'2026-02-15',
		[
			['2026-01-01', '2026-01-30'],
			['2026-01-31', '2026-02-15'],
		],
	],
	[
		'getMessagesPerWeek',
		'2026-01-07',
		'2026-01-20',
		[
			['2026-01-05', '2026-01-05'],
			['2026-01-12', '2026-01-12'],
		],
	],
	[
		'getMessagesPerMonth',
		'2026-01-07',
		'2026-02-28',
		[
			['2026-01-01', '2026-01-01'],
			['2026-02-01', '2026-02-01'],
		],
	],
	[
		'getMessageDistribution',
		'2026-01-01',
		'2026-01-16',
		[
			['2026-01-01', '2026-01-15'],
			['2026-01-16', '2026-01-16'],
		],
	],
	['getPushes', '2014-12-01', '2014-12-02', [['2014-12-01', '2014-12-02']]],
	['getUserTotals', '2026-01-05', '2026-01-05', [['2026-01-05', '2026-01-05']]],
	['getPushesPerHour', '2024-02-29', '2024-02-29', [['2024-02-29', '2024-02-29']]],
	[
		'getUserGrowth',
		'2025-12-28',
		'2026-01-04',
		[
			['2025-12-28', '2026-01-03'],
			['2026-01-04', '2026-01-04'],
		],
	],
	['getMessagesPerWeek', '2025-12-31', '2026-01-04', [['2025-12-29', '2025-12-29']]],
])('%s from %s to %s asks for %j', async (value, beginDate, endDate, expected) => {
	const { calls, error } = await report(value, { beginDate, endDate });
	expect(error).toBeUndefined();
	expect(calls).toEqual(expected);
});

test.each([
	[
		'getuserread',
		[
			['2025-10-01', '2025-10-03'],
			['2025-10-04', '2025-10-04'],
		],
	],
	['getusershare', [['2025-10-01', '2025-10-04']]],
])('legacy %s asks for %j', async (legacyReport, expected) => {
	const dates = { beginDate: '2025-10-01', endDate: '2025-10-04' };
	const { calls } = await report('getLegacyFigures', { ...dates, legacyReport });
	expect(calls).toEqual(expected);
});

test.each([
	['the end of the night before midnight in Beijing', '2026-11-20T15:59:00Z', '2026-11-20'],
	['midnight in Beijing', '2026-11-19T16:00:00.000Z', '2026-11-20'],
	['a time in New York', '2026-11-19T12:00:00-05:00', '2026-11-20'],
	['the day of the date picker', '2026-11-20T00:00:00', '2026-11-20'],
	['a day with white space', ' 2026-11-20 ', '2026-11-20'],
	['a date of JavaScript', new Date('2026-11-19T16:00:00Z') as unknown as string, '2026-11-20'],
])('%s is the day that it is in Beijing', async (_name, beginDate, day) => {
	const { calls } = await report('getUserGrowth', { beginDate, endDate: YESTERDAY });
	expect(calls).toEqual([[day, YESTERDAY]]);
});

test.each([
	['while it is still yesterday in UTC', '2026-11-22T16:00:00Z', '2026-11-22', '2026-11-23'],
	['until Beijing has midnight', '2026-11-22T15:59:59Z', '2026-11-21', '2026-11-22'],
	['over the end of the year', '2026-12-31T16:00:00Z', '2026-12-31', '2027-01-01'],
])('%s the last day is yesterday in Beijing', async (_name, now, last, today) => {
	const day = (date: string) => ({ beginDate: date, endDate: date });
	const { calls, error } = await report('getUserGrowth', day(last), undefined, undefined, now);
	expect({ calls, error }).toEqual({ calls: [[last, last]], error: undefined });
	const refusal = await report('getUserGrowth', day(today), undefined, undefined, now);
	expect(refusal.calls).toEqual([]);
	const rules = problemsOf(refusal.error as InvalidInputError).map(({ rule }) => rule);
	expect(rules).toEqual(Array(2).fill(expect.stringContaining(`up to yesterday, ${last} in Beijing`)));
});

test('missing days are marked over the end of the year, too', async () => {
	const dates = { beginDate: '2025-12-30', endDate: '2026-01-02', options: { markMissing: true } };
	const { rows } = await report('getUserGrowth', dates, () => [{ ref_date: '2026-01-01', new_user: 1 }]);
	expect(rows).toEqual([
		{ ref_date: '2025-12-30', missing: true },
		{ ref_date: '2025-12-31', missing: true },
		{ ref_date: '2026-01-01', new_user: 1 },
		{ ref_date: '2026-01-02', missing: true },
	]);
});

test('rows come in the order of days, whatever order WeChat gives them in', async () => {
	const row = (ref_date: string, user_source: number) => ({ ref_date, user_source });
	const given = [row('2026-01-03', 0), row('2026-01-01', 30), row('2026-01-03', 1), row('2026-01-01', 0)];
	const { rows } = await report('getUserGrowth', {}, () => given);
	expect(rows).toEqual([given[1], given[3], given[0], given[2]]);
});

test('missing days are marked where they belong when asked for, and only then', async () => {
	const dates = { beginDate: '2026-01-06', endDate: '2026-01-15' };
	const has = ['2026-01-07', '2026-01-14'];
	const rowsOf = ({ begin_date, end_date }: Asked) =>
		has.filter((day) => day >= begin_date && day <= end_date).map((ref_date) => ({ ref_date, new_user: 1 }));
	const plain = await report('getUserGrowth', dates, rowsOf);
	expect(plain.rows.map(({ ref_date }) => ref_date)).toEqual(has);
	const marked = await report('getUserGrowth', { ...dates, options: { markMissing: true } }, rowsOf);
	expect(marked.rows).toHaveLength(10);
	expect(marked.rows.map(({ ref_date }) => ref_date)).toEqual(
		Array.from({ length: 10 }, (_, index) => `2026-01-${String(6 + index).padStart(2, '0')}`),
	);
	const present = marked.rows.filter(({ missing }) => missing !== true);
	expect(present.map(({ ref_date }) => ref_date)).toEqual(has);
});

test('figures that are not final say so in every row', async () => {
	const operation = findOperation('analytics', 'getArticleSummary');
	const call = async () => ({
		kind: 'json' as const,
		data: { list: [{ ref_date: '2026-01-01' }, { ref_date: '2026-01-02' }], is_delay: true },
	});
	const items = await executeOperation(operation, stubItem(call, operation.sample));
	expect(items.map(({ json }) => json.is_delay)).toEqual([true, true]);
});

test('dates the wrong way round are refused', async () => {
	expect(await refused('getUserGrowth', { beginDate: '2026-01-07', endDate: '2026-01-01' })).toEqual([
		'End Date is 2026-01-01, 6 days before Start Date (2026-01-07)',
	]);
});

test.each([
	['today', '2026-11-22', 'is 2026-11-22; WeChat has figures up to yesterday, 2026-11-21 in Beijing'],
	['the future', '2031-01-01', 'is 2031-01-01; WeChat has figures up to yesterday, 2026-11-21 in Beijing'],
	['before WeChat kept any', '2014-11-30', 'is 2014-11-30; WeChat has these figures from 2014-12-01 on'],
	['no day', '2026-02-30', 'is not a calendar date in the form 2026-11-01'],
	['a word', 'yesterday', 'is not a calendar date in the form 2026-11-01'],
	['nothing', '', 'is empty'],
	['a list', ['2026-01-01'] as unknown as string, 'is empty'],
])('%s is refused for both dates at once', async (_name, day, rule) => {
	const said = await refused('getUserGrowth', { beginDate: day, endDate: day });
	expect(said).toEqual([`Start Date ${rule}`, `End Date ${rule}`]);
});

test('the calls for articles have no figures from before November 2025', async () => {
	const dates = { beginDate: '2025-10-31', endDate: '2025-11-02' };
	expect(await refused('getArticleDetails', dates)).toEqual([
		'Start Date is 2025-10-31; WeChat has these figures from 2025-11-01 on',
	]);
});

test('a range of thousands of calls is refused', async () => {
	const dates = { beginDate: '2015-01-01', endDate: YESTERDAY };
	expect(await refused('getPushesPerHour', dates)).toEqual([
		'Start Date would need 4343 calls to reach End Date, the limit is 400',
	]);
});

test('a week that is not over is refused', async () => {
	const dates = { beginDate: '2026-11-17', endDate: '2026-11-20' };
	expect(await refused('getMessagesPerWeek', dates)).toEqual([
		'End Date ends before the week of Start Date is over',
	]);
});

test('a refusal on the way says which figures were read before', async () => {
	const refusal = new WechatApiError({ errcode: 61503, errmsg: 'x', path: '/datacube', body: {} });
	const dates = { beginDate: '2026-01-01', endDate: '2026-01-16' };
	const { error } = await report('getUserGrowth', dates, undefined, (call) =>
		call === 2 ? refusal : undefined,
	);
	expect((error as WechatApiError).refusal.progress).toBe('the figures before 2026-01-15 were read');
});
