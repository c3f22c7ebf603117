import { findOperation } from '../support/findOperation';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	mapSubscriptionFields,
	searchSubscriptionTemplates,
} from '../../../nodes/Wechat/lists/subscriptionTemplates';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { accountAt, NODE, runOperation } from '../support/runOperation';
import { editorContext } from '../template/editorContext';

const addSubscriptionTemplate = findOperation('subscription', 'addTemplate');
const getSubscriptionTitles = findOperation('subscription', 'getTitles');
const sendSubscription = findOperation('subscription', 'send');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const bodies = () =>
	platform.received.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>);

const TEMPLATE_ID = 'cy0000000000000000000000000000000000000001';
const TEMPLATE = {
	priTmplId: TEMPLATE_ID,
	title: '洗衣机故障提醒',
	content: '完成时间:{{time1.DATA}}\n所在位置:{{enum_string2.DATA}}\n',
	example: '完成时间:10:00\n所在位置:客厅\n',
	type: 2,
	keywordEnumValueList: [{ keywordCode: 'enum_string2.DATA', enumValueList: ['客厅', '卧室'] }],
};

describe('subscription getTitles', () => {
	const title = (tid: number) => ({ tid, title: `title ${tid}`, type: 2, categoryId: '2' });
	const page = (first: number, length: number) =>
		Array.from({ length }, (_row, index) => title(first + index));

	test('reads page after page until the count is reached', async () => {
		platform.answer((_request, index) => ({
			json: { errcode: 0, count: 65, data: page(index * 30, index < 2 ? 30 : 5) },
		}));
		const { items } = await runOperation(platform.url, getSubscriptionTitles, {
			params: { categoryIds: '2， 616', returnAll: true, limit: 1 },
		});
		expect(items(NODE).map(({ json }) => json.tid)).toEqual(page(0, 65).map(({ tid }) => tid));
		expect(platform.received.map(({ query }) => [query.ids, query.start])).toEqual([
			['2,616', '0'],
			['2,616', '30'],
			['2,616', '60'],
		]);
	});

	test('stops at the limit, and at an empty page whatever the count says', async () => {
		platform.answer(() => ({ json: { errcode: 0, count: 65, data: page(0, 30) } }));
		const limited = { categoryIds: '2', returnAll: false, limit: 3 };
		const { items } = await runOperation(platform.url, getSubscriptionTitles, { params: limited });
		expect(items(NODE)).toHaveLength(3);
		expect(platform.received).toHaveLength(1);

		platform.answer(() => ({ json: { errcode: 0, count: 65, data: [] } }));
		const empty = await runOperation(platform.url, getSubscriptionTitles, {
			params: { ...limited, returnAll: true },
		});
		expect(empty.items(NODE)).toEqual([]);
		expect(platform.received).toHaveLength(1);
	});

	test('refuses category IDs that are no numbers, before any call', async () => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		const params = { categoryIds: '2, food', returnAll: true, limit: 1 };
		const { error } = await runOperation(platform.url, getSubscriptionTitles, { params });
		expect(error?.message).toContain('Category Names or IDs');
		expect(platform.received).toEqual([]);
	});
});

test('subscription deleteTemplate explains 20001, by which WeChat means also an unknown template', async () => {
	platform.answer(() => ({ json: { errcode: 20001, errmsg: 'system error' } }));
	const { error } = await runOperation(platform.url, findOperation('subscription', 'deleteTemplate'));
	expect((error as { description?: string }).description).toContain('The account has no such template');
});

describe('subscription addTemplate', () => {
	test('sends the keyword IDs in the order of the list, from text and from an array', async () => {
		platform.answer(() => ({ json: { errcode: 0, priTmplId: TEMPLATE_ID } }));
		const params = { ...addSubscriptionTemplate.sample.params, kidList: '={{ $json.kids }}' };
		const input = [{ json: { kids: '3, 5,4' } }, { json: { kids: [7, 1] } }];
		const { items, error } = await runOperation(platform.url, addSubscriptionTemplate, { params, input });
		expect(error).toBeUndefined();
		expect(bodies().map(({ kidList }) => kidList)).toEqual([
			[3, 5, 4],
			[7, 1],
		]);
		expect(items(NODE).map(({ json }) => json.priTmplId)).toEqual([TEMPLATE_ID, TEMPLATE_ID]);
	});

	test('sends no keywords for a title whose keywords are fixed, and refuses any', async () => {
		platform.answer(() => ({ json: { errcode: 0, priTmplId: TEMPLATE_ID } }));
		const params = { ...addSubscriptionTemplate.sample.params, tid: '10000001' };
		const empty = { ...params, kidList: '' };
		const { error } = await runOperation(platform.url, addSubscriptionTemplate, { params: empty });
		expect(error).toBeUndefined();
		expect(bodies()[0]).toMatchObject({ tid: '10000001', kidList: [] });
		const given = await runOperation(platform.url, addSubscriptionTemplate, { params });
		expect(given.error?.message).toContain('Keyword Names or IDs: must be empty');
	});

	test.each([
		['no keyword', { kidList: '' }, 'Keyword Names or IDs: is empty'],
		['one keyword', { kidList: '3' }, 'Keyword Names or IDs: has 1 of them'],
		['six keywords', { kidList: '1,2,3,4,5,6' }, 'Keyword Names or IDs: has 6 of them'],
		['a keyword that is not a number', { kidList: '1,two' }, 'Keyword Names or IDs: must be a whole number'],
		['a long scene', { sceneDesc: '一'.repeat(16) }, 'Scene Description: has 16 characters'],
		['a title that is not a number', { tid: 'abc' }, 'Title: must be a whole number'],
	])('refuses %s before any call', async (_name, wrong, message) => {
		platform.answer(() => ({ json: { errcode: 0 } }));
		const params = { ...addSubscriptionTemplate.sample.params, ...wrong };
		const { error } = await runOperation(platform.url, addSubscriptionTemplate, { params });
		expect(error?.message).toContain(message);
		expect(platform.received).toEqual([]);
	});
});

describe('subscription send', () => {
	const base = { ...sendSubscription.sample.params, dataInput: 'fields', templateId: TEMPLATE_ID };
	const context = () =>
		editorContext(accountAt(platform.url), {
			resource: 'subscription',
			operation: 'send',
			templateId: { __rl: true, mode: 'id', value: TEMPLATE_ID },
		}) as ILoadOptionsFunctions;

	async function fields() {
		platform.answer(() => ({ json: { errcode: 0, data: [TEMPLATE] } }));
		return (await mapSubscriptionFields.call(context())).fields;
	}

	test('offers the templates, and a list of the values that the template allows', async () => {
		expect(await fields()).toEqual([
			expect.objectContaining({ id: 'time1', type: 'string', required: true }),
			expect.objectContaining({
				id: 'enum_string2',
				displayName: '所在位置 fixed values enum_string2',
				type: 'options',
				options: [
					{ name: '客厅', value: '客厅' },
					{ name: '卧室', value: '卧室' },
				],
			}),
		]);
		expect((await searchSubscriptionTemplates.call(context(), '洗衣机')).results).toEqual([
			{ name: '洗衣机故障提醒 – 完成时间:10:00 · 所在位置:客厅', value: TEMPLATE_ID },
		]);
	});

	test('sends two items with a page or a mini program, each with values of its own', async () => {
		const schema = await fields();
		platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
		const params = {
			...base,
			templateData: {
				mappingMode: 'defineBelow',
				value: { time1: '={{ $json.at }}', enum_string2: '={{ $json.room }}' },
				matchingColumns: [],
				schema,
			},
			link: '={{ $json.link }}',
			miniProgramAppId: 'wx00000000000000aa',
			miniProgramPage: 'pages/index',
			options: { miniprogramState: 'trial' },
		};
		const input = [
			{ json: { at: '2026-11-22T02:05:00Z', room: '客厅', link: 'url' } },
			{ json: { at: '11:00', room: '卧室', link: 'miniProgram' } },
		];
		const { items, error } = await runOperation(platform.url, sendSubscription, { params, input });
		expect(error).toBeUndefined();
		const touser = 'oSAMPLE000000000000000000001';
		const template_id = base.templateId;
		expect(items(NODE).map(({ json }) => json)).toEqual([
			{ touser, template_id, success: true },
			{ touser, template_id, success: true },
		]);
		const sent = bodies().sort((a, b) => Object.keys(a).indexOf('page') - Object.keys(b).indexOf('page'));
		expect(sent).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					page: 'https://example.com/machines/1',
					data: { time1: { value: '2026-11-22 10:05' }, enum_string2: { value: '客厅' } },
				}),
				expect.objectContaining({
					miniprogram: { appid: 'wx00000000000000aa', pagepath: 'pages/index' },
					miniprogram_state: 'trial',
					data: { time1: { value: '11:00' }, enum_string2: { value: '卧室' } },
				}),
			]),
		);
		expect(sent.map(({ lang }) => lang)).toEqual(['zh_CN', 'zh_CN']);
	});

	test('gives language and version, which WeChat demands, and no ID that it does not know', async () => {
		platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
		await runOperation(platform.url, sendSubscription, {
			params: { ...sendSubscription.sample.params, options: {} },
		});
		expect(bodies()).toEqual([expect.objectContaining({ miniprogram_state: 'formal', lang: 'zh_CN' })]);
		expect(bodies()[0]).not.toHaveProperty('client_msg_id');
	});

	test('sends once when the result is not known, since WeChat would not drop a copy', async () => {
		platform.answer(() => ({ json: { errcode: -1, errmsg: 'system error' } }));
		const { error } = await runOperation(platform.url, sendSubscription, {});
		expect(error?.message).toContain('-1');
		expect(platform.received).toHaveLength(1);
	});

	test('says that WeChat does not tell the fields of some templates', async () => {
		platform.answer(() => ({ json: { errcode: 0, data: [{ ...TEMPLATE, content: '', example: '' }] } }));
		expect(await mapSubscriptionFields.call(context())).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('does not tell') as string,
		});
	});

	test('refuses a value that the template does not allow, before any call', async () => {
		const schema = await fields();
		platform.answer(() => ({ json: { errcode: 0 } }));
		const value = { time1: '10:00', enum_string2: '={{ "厨房" }}' };
		const templateData = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
		const { error } = await runOperation(platform.url, sendSubscription, {
			params: { ...base, templateData },
		});
		expect(error?.message).toContain('所在位置');
		expect(platform.received).toEqual([]);
	});
});
