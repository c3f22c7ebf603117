import { renderTemplate } from '../../../core/template/renderTemplate';
import type { TestRun } from '../../nodes/harness/runWorkflow';
import { createTemplateAccount, type TemplateAccount } from './templateAccount';

let account: TemplateAccount;
let templateId: string;

beforeAll(async () => {
	account = await createTemplateAccount();
	({ templateId } = await account.simulator.control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}',
	}));
});

afterAll(async () => await account.simulator.close());

const VALUES = {
	thing1: '={{ $json.product }}',
	amount2: '={{ $json.price }}',
	time3: '={{ DateTime.fromISO($json.paidAt) }}',
};
const ORDERS = [
	{ product: '咖啡 <b>', price: 39.8, paidAt: '2026-11-22T02:05:00.000Z' },
	{ product: '茶', price: 120, paidAt: '2026-11-22T18:00:00.000Z' },
];

const parameters = (options: object, more: object = {}) => ({
	resource: 'template',
	operation: 'send',
	touser: 'oSAMPLE000000000000000000001',
	templateId: { __rl: true, mode: 'list', value: templateId },
	dataInput: 'fields',
	templateData: {
		mappingMode: 'defineBelow',
		value: VALUES,
		matchingColumns: [],
		schema: [
			{ id: 'thing1', label: '商品名称' },
			{ id: 'amount2', label: '支付金额' },
			{ id: 'time3', label: '支付时间' },
		],
	},
	link: 'url',
	url: 'https://example.com/orders/1',
	options,
	...more,
});

const jsonOf = ({ items }: TestRun) => items('WeChat').map(({ json }) => json);
const hintsOf = ({ run }: TestRun) =>
	(run.data.resultData.runData.WeChat?.at(-1)?.hints ?? []).map(({ message }) => message);
const readsOf = async () => {
	const calls = await account.simulator.control.calls();
	return calls.filter(({ path }) => path === '/cgi-bin/template/get_all_private_template').length;
};

describe('Only Preview of template send', () => {
	test('gives each message in the words of the template, reads the templates once and sends nothing', async () => {
		const before = await readsOf();
		const result = await account.run(parameters({ onlyPreview: true }), ORDERS, {}, 'manual');
		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([
			{
				touser: 'oSAMPLE000000000000000000001',
				template_id: templateId,
				sent: false,
				preview: {
					title: '订单支付成功通知',
					text: '商品名称：咖啡 <b>\n支付金额：39.80\n支付时间：2026-11-22 10:05',
					values: { thing1: '咖啡 <b>', amount2: '39.80', time3: '2026-11-22 10:05' },
					url: 'https://example.com/orders/1',
				},
			},
			expect.objectContaining({
				sent: false,
				preview: expect.objectContaining({
					text: '商品名称：茶\n支付金额：120\n支付时间：2026-11-23 02:00',
				}) as object,
			}),
		]);
		expect(await account.messages()).toEqual([]);
		expect((await readsOf()) - before).toBe(1);
		expect(hintsOf(result)).toEqual([
			'<b>Not sent: 订单支付成功通知</b><br>商品名称：咖啡 &lt;b&gt;<br>支付金额：39.80<br>支付时间：2026-11-22 10:05',
		]);
	});

	test('refuses what sending would refuse', async () => {
		const { error } = await account.run(parameters({ onlyPreview: true }), [
			{ ...ORDERS[0], product: 'a product whose name is far too long' },
		]);
		expect(error?.message).toContain('商品名称 (thing1)');
	});

	test('refuses a template that the account does not have', async () => {
		const { error } = await account.run(
			parameters({ onlyPreview: true }, { templateId: { __rl: true, mode: 'id', value: 'x'.repeat(43) } }),
			ORDERS,
		);
		expect(error?.message).toContain('Template: is not in the account of the credential (anymore)');
	});

	test('shows one message to followers, without reading who they are', async () => {
		const toAll = { operation: 'broadcast', recipients: 'all' };
		const result = await account.run(parameters({ onlyPreview: true }, toAll), ORDERS.slice(0, 1));
		const paths = (await account.simulator.control.calls()).map(({ path }) => path);
		expect(paths).not.toContain('/cgi-bin/user/get');
		expect(jsonOf(result)).toEqual([
			{
				template_id: templateId,
				sent: false,
				preview: expect.objectContaining({
					title: '订单支付成功通知',
					url: 'https://example.com/orders/1',
				}) as object,
			},
		]);
	});
});

describe('the hint about what was sent', () => {
	test('shows the first message of a test run, field by field', async () => {
		const openid = await account.newFollower();
		const result = await account.run(parameters({}, { touser: openid }), ORDERS, {}, 'manual');
		expect(result.error).toBeUndefined();
		expect(hintsOf(result)).toEqual([
			'<b>Sent</b><br>商品名称: 咖啡 &lt;b&gt;<br>支付金额: 39.80<br>支付时间: 2026-11-22 10:05',
		]);
	});

	test('does not belong to a run in production', async () => {
		const result = await account.run(parameters({}, { touser: await account.newFollower() }), ORDERS);
		expect(result.error).toBeUndefined();
		expect(hintsOf(result)).toEqual([]);
	});
});

test.each([
	['{{first.DATA}}\n商品：{{ thing1.DATA }}\n{{remark.DATA}}', { thing1: { value: '$& 茶' } }, '商品：$& 茶'],
	['没有字段', {}, '没有字段'],
])('%j with %j reads %j', (content, data, text) => {
	expect(renderTemplate(content, data)).toBe(text);
});
