import type { IDataObject } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import type { Operation } from '../../nodes/Wechat/operation';
import { executeOperation, runSample } from './support/executeOperation';
import { findOperation } from './support/findOperation';
import { nameOf } from './support/registryRules';
import { sampleAnswer, stubItem } from './support/stubItem';

const choosing = OPERATIONS.filter(({ fields }) => fields.some(({ name }) => name === 'simplify'));

async function give(
	operation: Operation,
	response: IDataObject,
	params: IDataObject,
): Promise<IDataObject[]> {
	const sample = { ...operation.sample, response };
	const item = stubItem(async () => sampleAnswer(sample), sample);
	const items = await executeOperation(operation, item, { ...operation.sample.params, ...params });
	return items.map(({ json }) => json);
}

test('users, templates, articles, drafts and materials can be simplified, and nothing has the switch without effect', () => {
	expect(choosing.map(nameOf)).toEqual([
		...['article → get', 'article → getMany', 'draft → get', 'draft → getMany'],
		...['material → getMany', 'template → getMany'],
		...['user → getMany', 'user → get', 'user → getBatch'],
	]);
	expect(OPERATIONS.filter(({ simple }) => simple)).toEqual(choosing);
});

test.each(choosing.map((operation) => [nameOf(operation), operation] as const))(
	'%s gives the whole answer unless somebody wants it simplified',
	async (_name, operation) => {
		const field = operation.fields.find(({ name }) => name === 'simplify');
		expect(field?.default).toBe(false);
		const { items } = await runSample(operation);
		const whole = items.map(({ json }) => json);
		expect(await give(operation, operation.sample.response, { simplify: false })).toEqual(whole);
	},
);

test('a simplified user has identity, following and tags', async () => {
	const user = {
		...{ subscribe: 1, openid: 'oA', unionid: 'uA', remark: '王', subscribe_time: 1, tagid_list: [2] },
		...{ language: '', groupid: 0, subscribe_scene: 'ADD_SCENE_OTHERS', qr_scene: 0, qr_scene_str: '' },
	};
	const simple = {
		...{ subscribe: 1, openid: 'oA', unionid: 'uA', remark: '王', subscribe_time: 1, tagid_list: [2] },
		subscribe_scene: 'ADD_SCENE_OTHERS',
	};
	expect(await give(findOperation('user', 'get'), user, { simplify: true })).toEqual([simple]);
	const many = { user_info_list: [user, { subscribe: 0, openid: 'oB' }] };
	expect(await give(findOperation('user', 'getBatch'), many, { simplify: true })).toEqual([
		simple,
		{ subscribe: 0, openid: 'oB' },
	]);
});

test('a simplified template has id, title, content and example', async () => {
	const template = { template_id: 'T', title: '通知', content: '{{a.DATA}}', example: 'a' };
	const list = { template_list: [{ ...template, primary_industry: 'IT', deputy_industry: '' }] };
	expect(await give(findOperation('template', 'getMany'), list, { simplify: true })).toEqual([template]);
});

test('simplified articles, drafts and materials have titles and addresses, without the text', async () => {
	const item = {
		title: '新品',
		author: '编辑部',
		digest: '短',
		url: 'https://example.com/',
		is_deleted: false,
	};
	const news_item = [{ ...item, content: '<p>long</p>', thumb_media_id: 'M' }];
	const params = { simplify: true, withContent: true };
	expect(await give(findOperation('article', 'get'), { news_item }, params)).toEqual([
		{ article_id: 'SAMPLE-article-id-1', news_item: [item] },
	]);
	expect(await give(findOperation('draft', 'get'), { news_item, create_time: 1 }, params)).toEqual([
		{ media_id: 'SAMPLE-draft-id-1', news_item: [item] },
	]);
	const published = { article_id: 'A', update_time: 1, content: { news_item } };
	const page = { total_count: 1, item_count: 1, item: [published] };
	expect(await give(findOperation('article', 'getMany'), page, params)).toEqual([
		{ article_id: 'A', update_time: 1, news_item: [item] },
	]);
	const picture = { media_id: 'M', name: '海报.png', update_time: 1, url: 'https://example.com/p' };
	const pictures = { total_count: 1, item_count: 1, item: [{ ...picture, tags: [] }] };
	expect(await give(findOperation('material', 'getMany'), pictures, params)).toEqual([picture]);
});
