import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const OK = { err_msg: 'ok', ret: 0 };

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

async function run(value: string, change: IDataObject = {}) {
	const operation = findOperation('adIncome', value);
	const { items, error } = await runOperation(platform.url, operation, {
		params: { ...operation.sample.params, ...change },
	});
	const asked = platform.received.map(({ query }) => [query.start_date, query.end_date, query.page]);
	return { rows: items(NODE).map(({ json }) => json), error, asked };
}

test.each(['getPlaces', 'getCommission', 'getSettlements'])(
	'%s takes ret of base_resp for a refusal, although there is no errcode',
	async (value) => {
		platform.answer(() => ({ json: { base_resp: { ret: 2009, err_msg: 'not publisher' } } }));
		const { error, rows } = await run(value);
		expect(rows).toEqual([]);
		expect(error?.message).toBe('The account does not take part in advertising (流量主) (WeChat 2009)');
		expect((error as { description?: string }).description).toContain('广告与服务 → 流量主');
	},
);

test('a refusal whose ret stands bare, without base_resp, is one too', async () => {
	platform.answer(() => ({ json: { err_msg: 'ERROR', ret: 2009 } }));
	const { error } = await runOperation(platform.url, findOperation('adIncome', 'getPlaces'));
	expect(error?.message).toBe('The account does not take part in advertising (流量主) (WeChat 2009)');
});

test('a token that base_resp refuses is renewed once, like one that errcode refuses', async () => {
	platform.answer((_request, call) => ({
		json:
			call === 0
				? { base_resp: { ret: 40001, err_msg: 'invalid credential' } }
				: { base_resp: OK, list: [{ date: '2026-01-01' }] },
	}));
	const { error, rows } = await run('getCommission');
	expect(error).toBeUndefined();
	expect(rows).toEqual([{ date: '2026-01-01' }]);
});

test('getPlaces reads 100 days in two ranges, each to its last page', async () => {
	platform.answer(({ query }) => {
		const page = Number(query.page);
		const rows = query.start_date === '2026-01-01' ? (page === 1 ? 90 : 5) : 1;
		const list = Array.from({ length: rows }, (_, index) => ({ date: query.start_date, page, index }));
		return { json: { base_resp: OK, list, total_num: query.start_date === '2026-01-01' ? 95 : 1 } };
	});
	const { rows, asked } = await run('getPlaces', { endDate: '2026-04-10' });
	expect(asked).toEqual([
		['2026-01-01', '2026-03-31', '1'],
		['2026-01-01', '2026-03-31', '2'],
		['2026-04-01', '2026-04-10', '1'],
	]);
	expect(rows).toHaveLength(96);
});

test('getSettlements gives each settlement with the totals', async () => {
	platform.answer(() => ({
		json: {
			base_resp: OK,
			revenue_all: 50,
			penalty_all: 2,
			settled_revenue_all: 48,
			settlement_list: [{ order: 1 }, { order: 2 }],
			total_num: 2,
		},
	}));
	const totals = { revenue_all: 50, penalty_all: 2, settled_revenue_all: 48 };
	expect((await run('getSettlements')).rows).toEqual([
		{ order: 1, ...totals },
		{ order: 2, ...totals },
	]);
});

test('no settlement is no refusal, although WeChat then leaves the list out', async () => {
	platform.answer(() => ({
		json: { base_resp: OK, revenue_all: 0, penalty_all: 0, settled_revenue_all: 0, total_num: 0 },
	}));
	const { rows, error } = await run('getSettlements');
	expect(error).toBeUndefined();
	expect(rows).toEqual([]);
});

test('days before 2016 are refused before any call', async () => {
	platform.answer(() => ({ json: { base_resp: OK, list: [] } }));
	const { error, asked } = await run('getPlaces', { beginDate: '2015-12-31' });
	expect(error?.message).toContain('from 2016-01-01 on');
	expect(asked).toEqual([]);
});
