import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';

let testbed: DraftTestbed;

beforeEach(async () => {
	testbed = await startDraftTestbed();
	await testbed.platform.simulator.control.area('analytics', 'adIncome', {
		rows: [
			{ date: '2026-11-01', requests: 100, exposures: 50, clicks: 5, income: 1000 },
			{ date: '2026-11-20', adSlot: 'SLOT_ID_BIZ_SPONSOR', requests: 10, exposures: 10, income: 200 },
			{ date: '2026-11-20', adSlot: 'SLOT_ID_BIZ_CPS', exposures: 4, clicks: 2, income: 30 },
		],
	});
});
afterEach(() => testbed.platform.simulator.close());

const SPAN = { page: '1', page_size: '20', start_date: '2026-11-01', end_date: '2026-11-21' };
const ask = async (action: string, query: Record<string, string> = {}) =>
	(await testbed.api.get(`/publisher/stat?${new URLSearchParams({ action, ...SPAN, ...query }).toString()}`))
		.json;
const ret = async (action: string, query: Record<string, string> = {}) => {
	const answer = await ask(action, query);
	expect(answer).not.toHaveProperty('errcode');
	return (answer.base_resp as { ret: number }).ret;
};

it('publisher_adpos_general tells each slot and day, and the sum', async () => {
	expect(await ask('publisher_adpos_general')).toMatchObject({
		base_resp: { err_msg: 'ok', ret: 0 },
		list: [
			{
				ad_slot: 'SLOT_ID_BIZ_BOTTOM',
				date: '2026-11-01',
				exposure_rate: 0.5,
				click_rate: 0.1,
				ecpm: 20_000,
			},
			{ ad_slot: 'SLOT_ID_BIZ_SPONSOR', income: 200 },
		],
		summary: { income: 1200 },
		total_num: 2,
	});
	expect(await ask('publisher_adpos_general', { page: '2', page_size: '1' })).toMatchObject({
		list: [{ ad_slot: 'SLOT_ID_BIZ_SPONSOR' }],
		total_num: 2,
	});
	expect(await ask('publisher_adpos_general', { ad_slot: 'SLOT_ID_BIZ_BOTTOM' })).toMatchObject({
		total_num: 1,
	});
});

it('publisher_cps_general tells commissions, publisher_settlement half months', async () => {
	expect(await ask('publisher_cps_general')).toMatchObject({
		list: [{ date: '2026-11-20', total_commission: 30, click_count: 2 }],
		total_num: 1,
	});
	expect(await ask('publisher_settlement')).toMatchObject({
		revenue_all: 1230,
		settlement_list: [
			{ month: '202611', order: 1, zone: '2026年11月1日至15日', settled_revenue: 1000 },
			{
				...{ date: '2026-12-10', month: '202611', order: 2, zone: '2026年11月16日至30日' },
				...{ sett_status: 1, settled_revenue: 230 },
				slot_revenue: [
					{ slot_id: 'SLOT_ID_BIZ_SPONSOR', slot_settled_revenue: 200 },
					{ slot_id: 'SLOT_ID_BIZ_CPS', slot_settled_revenue: 30 },
				],
			},
		],
		total_num: 2,
	});
	const touched = { start_date: '2026-11-30', end_date: '2026-12-01' };
	expect(await ask('publisher_settlement', touched)).toMatchObject({
		settlement_list: [{ order: 2 }],
		total_num: 1,
	});
});

it('refusals are base_resp.ret', async () => {
	expect(await ret('publisher_adunit_general')).toBe(45010);
	expect(await ret('publisher_adpos_general', { start_date: '2026-11-31' })).toBe(1701);
	expect(await ret('publisher_adpos_general', { start_date: '2026-11-22' })).toBe(1701);
	expect(await ret('publisher_adpos_general', { start_date: '2026-08-23' })).toBe(1701);
	expect(await ret('publisher_adpos_general', { start_date: '2026-08-24' })).toBe(0);
	expect(await ret('publisher_cps_general', { start_date: '2026-09-22' })).toBe(1701);
	expect(await ret('publisher_cps_general', { start_date: '2026-09-23' })).toBe(0);
	expect(await ret('publisher_adpos_general', { page_size: '91' })).toBe(1701);
	expect(await ret('publisher_adpos_general', { page: '0' })).toBe(1701);
	expect(await ret('publisher_adpos_general', { ad_slot: 'SLOT_ID_WEAPP_BANNER' })).toBe(1701);
	await testbed.platform.simulator.control.area('analytics', 'adIncome', { opened: false });
	expect(await ret('publisher_settlement')).toBe(2009);
});

it('answers 48001 as errcode without certification', async () => {
	const { appid } = testbed.platform.account;
	await testbed.platform.simulator.control.account({ appid, kind: 'service-uncertified' });
	expect((await ask('publisher_settlement')).errcode).toBe(48001);
});
