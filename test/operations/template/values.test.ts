import type { IDataObject } from 'n8n-workflow';
import { isOnlyPreview, renderMessage, templatePreview } from '../../../nodes/Wechat/fields/onlyPreview';
import { checkAppIdOf, tapTargetOf } from '../../../nodes/Wechat/fields/tapTarget';
import { templateDataOf, valueCheckOf } from '../../../nodes/Wechat/fields/templateValues';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';

const { sample } = findOperation('template', 'send');
const TEMPLATES = { path: '/list', list: 'rows', id: 'id' };

/** An item of a test run; `hints` are what the node tells its user. */
function itemOf(json: IDataObject = {}, more: object = {}) {
	const rows = [{ id: 'T1', title: '<b>订单', content: '商品{{thing1.DATA}}' }];
	const item = stubItem(async () => ({ kind: 'json', data: { rows } }), sample);
	const hints: string[] = [];
	Object.assign(item.n8n, {
		getInputData: () => [{ json }],
		getMode: () => 'manual',
		addExecutionHints: ({ message }: { message: string }) => void hints.push(message),
		...more,
	});
	return { item, hints };
}

describe('templateDataOf', () => {
	const dataOf = (templateData: IDataObject, json: IDataObject = {}, check = 'none') =>
		templateDataOf(
			{ dataInput: 'fields', templateData, dataJson: '', options: { overLongValues: check } },
			itemOf(json).item,
		);

	test('leaves out fields that are removed or have no value, and changes nothing of the node', () => {
		const value = { thing1: 'a', thing2: null, thing3: 'c' };
		const schema = [
			null,
			{ id: 'thing1', removed: true },
			{ id: 'thing2' },
			{ id: 'thing3', removed: false },
		];
		expect(dataOf({ mappingMode: 'defineBelow', value, schema })).toEqual({ thing3: { value: 'c' } });
		expect(value).toEqual({ thing1: 'a', thing2: null, thing3: 'c' });
	});

	test('takes a value that the template lists as a number', () => {
		const schema = [{ id: 'enum1', label: '房间', options: [{ value: 5 }, null] }];
		const templateData = { mappingMode: 'defineBelow', value: { enum1: '5' }, schema };
		expect(dataOf(templateData, {}, 'strict')).toEqual({ enum1: { value: '5' } });
	});

	test('maps a property by its key rather than by its label, and nothing without a name', () => {
		const schema = [
			{ id: 'thing1', label: '商品' },
			{ id: 'keyword2', label: '' },
		];
		const json = { 商品: 'by label', thing1: 'by key', '': 'by nothing' };
		expect(dataOf({ mappingMode: 'autoMapInputData', value: null, schema }, json)).toEqual({
			thing1: { value: 'by key' },
		});
	});

	test('names the field Data (JSON) in what is wrong with its values', () => {
		const params = { dataInput: 'json', templateData: {}, dataJson: '{"amount1":"much"}', options: {} };
		expect(() => templateDataOf(params, itemOf().item)).toThrow('Data (JSON) → amount1: ');
	});
});

test.each([
	[undefined, 'strict'],
	['strict', 'strict'],
	['shorten', 'shorten'],
	['none', 'none'],
	['anything', 'strict'],
])('valueCheckOf the option %j is %s', (overLongValues, check) => {
	expect(valueCheckOf({ overLongValues })).toBe(check);
});

test('tapTargetOf a message that opens nothing is nothing, whatever the other fields hold', () => {
	const fields = { url: 'https://e.com', miniProgramAppId: 'x', miniProgramPage: 'a', fallbackUrl: 'x' };
	expect(tapTargetOf({ link: 'none', ...fields })).toEqual({ url: undefined, miniprogram: undefined });
});

test('checkAppIdOf gives an AppID as WeChat writes it', () => {
	expect(checkAppIdOf('Mini Program AppID', ' ＷＸ0123456789ABCDEF\u200b')).toBe('wx0123456789abcdef');
	expect(() => checkAppIdOf('Mini Program AppID', undefined)).toThrow('Mini Program AppID: is empty');
});

test.each([
	[{ options: { onlyPreview: true } }, true],
	[{ options: { onlyPreview: 'false' } }, false],
	[{ options: {} }, false],
	[{}, false],
])('isOnlyPreview of %j is %s', (params, expected) => {
	expect(isOnlyPreview(params)).toBe(expected);
});

describe('renderMessage', () => {
	const message = { template_id: 'T1', data: { thing1: { value: '茶' } } };

	test.each([
		[{ url: 'https://e.com' }, { url: 'https://e.com' }],
		[{ page: 'https://e.com/page' }, { url: 'https://e.com/page' }],
		[{ miniprogram: { appid: 'wx1' } }, { miniprogram: { appid: 'wx1' } }],
	])('with %j says what a tap opens: %j', async (target, shown) => {
		const preview = await renderMessage(TEMPLATES, { ...message, ...target }, itemOf().item);
		expect(JSON.parse(JSON.stringify(preview))).toEqual({
			title: '<b>订单',
			text: '商品茶',
			values: { thing1: '茶' },
			...shown,
		});
	});

	test('tells the user of a test run the title as text, and an agent nothing', async () => {
		const { item, hints } = itemOf();
		await renderMessage(TEMPLATES, message, item);
		expect(hints).toEqual(['<b>Not sent: &lt;b&gt;订单</b><br>商品茶']);
		const agent = itemOf({}, { isToolExecution: () => true });
		await renderMessage(TEMPLATES, message, agent.item);
		expect(agent.hints).toEqual([]);
	});
});

test('templatePreview names a field without a label by its key', async () => {
	const { item, hints } = itemOf();
	const body = { template_id: 'T1', data: { thing1: { value: '茶' }, thing2: { value: '水' } } };
	const templateData = {
		schema: [
			{ id: 'thing1', label: '' },
			{ id: 'thing2', label: '饮料' },
		],
	};
	const request = { method: 'POST' as const, path: '/send', body };
	expect(await templatePreview(TEMPLATES)(request, { templateData }, item)).toBeUndefined();
	expect(hints).toEqual(['<b>Sent</b><br>thing1: 茶<br>饮料: 水']);
});
