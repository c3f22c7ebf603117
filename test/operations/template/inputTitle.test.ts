import { inputTitle } from '../../../nodes/Wechat/lists/mapFields';

test.each([
	['thing1', '商品名称', '商品名称 · ≤ 20 · thing1'],
	['time3', '支付时间', '支付时间 · 10:30 · time3'],
	// Wider ones stand closer together.
	['amount2', '支付金额', '支付金额 ¥39.80 amount2'],
	['date4', '预约日期', '预约日期 2026-11-22 date4'],
	// The editor cuts off what stands last.
	['character_string9', '订单编号', '订单编号 ≤ 32 A-Z 0-9 character_string9'],
	['thing5', '服务提供商在合同上的完整名称', '服务提供商在合同… ≤ 20 thing5'],
	['character_string6', '服务提供商编号', '服务提供… ≤ 32 A-Z 0-9 character_string6'],
	['keyword1', '', 'keyword1 · ≤ 20'],
	['first', '', 'first · not shown'],
])('inputTitle of %s, %j is %j', (key, label, title) => {
	expect(inputTitle({ key, label })).toBe(title);
});
