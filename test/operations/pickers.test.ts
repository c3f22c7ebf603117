import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { resetProcessState } from '../../core/state/processStore';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS } from '../../nodes/Wechat/resources';
import { accountAt } from './support/runOperation';
import { type SimulatedAccount, startSimulatedAccount } from './support/simulatedAccount';
import { editorContext } from './template/editorContext';
import { createTemplateAccount, type TemplateAccount } from './template/templateAccount';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

const { listSearch, loadOptions } = new Wechat().methods;

let account: TemplateAccount;
beforeAll(async () => {
	account = await createTemplateAccount();
});
afterAll(async () => await account.simulator.close());

const search = async (method: keyof typeof listSearch, filter?: string, token?: string) =>
	await (listSearch[method] as Search).call(account.editor({}), filter, token);
const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);
const run = async (parameters: object) => {
	const { items, error } = await account.run(parameters);
	if (error) throw error;
	return items('WeChat').map(({ json }) => json);
};

describe('the list of followers', () => {
	let openids: string[];
	beforeAll(async () => {
		openids = [];
		for (let index = 0; index < 103; index++) openids.push(await account.newFollower());
		const [tag] = await run({ resource: 'tag', operation: 'create', tagName: '会员' });
		const newest = openids.at(-1) ?? '';
		await run({ resource: 'user', operation: 'setRemark', openid: newest, remark: '王小姐' });
		await run({ resource: 'tag', operation: 'tagUsers', tagId: String(tag?.id), openids: newest });
	});

	beforeEach(() => resetProcessState());

	const callsDuring = async (work: () => Promise<unknown>) => {
		const before = (await account.simulator.control.calls()).length;
		await work();
		return (await account.simulator.control.calls())
			.slice(before)
			.map(({ path }) => path)
			.sort();
	};
	const READING = ['/cgi-bin/tags/get', '/cgi-bin/user/get'];
	const PAGE = '/cgi-bin/user/info/batchget';

	test('is read once while somebody types ten letters, opens the next page and goes back', async () => {
		const calls = await callsDuring(async () => {
			for (let letters = 1; letters <= 10; letters++)
				expect(
					(await search('searchFollowers', '王小姐一二三四五六七'.slice(0, letters))).results,
				).toHaveLength(letters <= 3 ? 1 : 0);
			const { paginationToken } = await search('searchFollowers');
			await search('searchFollowers', undefined, String(paginationToken));
		});
		expect(calls).toEqual([...READING, PAGE, PAGE]);
	});

	test('is read once for two who open it at the same time', async () => {
		const open = async () => await search('searchFollowers');
		const calls = await callsDuring(async () => await Promise.all([open(), open()]));
		expect(calls.filter((path) => path !== PAGE)).toEqual(READING);
	});

	test('begins with the newest, with remark, tags and day, and goes on a hundred later', async () => {
		const first = await search('searchFollowers');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]?.value).toBe(openids.at(-1));
		expect(first.results[0]?.name).toMatch(/^王小姐.* \(会员, \d{4}-\d\d-\d\d\)$/);
		const second = await search('searchFollowers', undefined, String(first.paginationToken));
		expect(second.paginationToken).toBeUndefined();
		expect([...first.results, ...second.results].map(({ value }) => value)).toEqual(
			expect.arrayContaining(openids),
		);
	});

	test('finds by part of a remark or a tag', async () => {
		expect((await search('searchFollowers', ' 小姐 ')).results.map(({ value }) => value)).toEqual([
			openids.at(-1),
		]);
		expect((await search('searchFollowers', '会员')).results).toHaveLength(1);
		expect((await search('searchFollowers', 'nobody at all')).results).toEqual([]);
	});

	test('looks a whole OpenID up, wherever it stands in the list', async () => {
		const oldest = openids[0] ?? '';
		const before = (await account.simulator.control.calls()).length;
		expect((await search('searchFollowers', oldest)).results.map(({ value }) => value)).toEqual([oldest]);
		const calls = (await account.simulator.control.calls()).slice(before).map(({ path }) => path);
		expect(calls).not.toContain('/cgi-bin/user/get');
	});

	test('does without the names of tags when they cannot be read', async () => {
		await account.simulator.control.fault({ match: '/cgi-bin/tags/get', errcode: 48001, count: 1 });
		expect((await search('searchFollowers')).results[0]?.name).toMatch(/^王小姐.* \(\d+, /);
	});

	test('is read again after a minute, with whoever has followed since', async () => {
		await search('searchFollowers');
		const newest = await account.newFollower();
		expect((await search('searchFollowers')).results[0]?.value).not.toBe(newest);
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
		expect((await search('searchFollowers')).results[0]?.value).toBe(newest);
		clock.mockRestore();
	});

	test('says why it cannot be read', async () => {
		await account.simulator.control.fault({ match: '/cgi-bin/user/get', errcode: 48001, count: 1 });
		await expect(search('searchFollowers')).rejects.toThrow('WeChat 48001');
	});
});

describe('lists of what was made before', () => {
	let made: SimulatedAccount;
	beforeAll(async () => {
		made = await startSimulatedAccount();
	});
	afterAll(async () => await made.close());

	const searchMade = async (method: keyof typeof listSearch, filter?: string, token?: string) =>
		await (listSearch[method] as Search).call(
			editorContext(accountAt(made.simulator.urls.api, made.app), {}),
			filter,
			token,
		);

	test('agents have nickname and account', async () => {
		await made.api('/customservice/kfaccount/add', { kf_account: 'anna@sample', nickname: '小安' });
		expect(await searchMade('searchAgents')).toEqual({
			results: [{ name: '小安 (anna@sample)', value: 'anna@sample' }],
		});
		expect((await searchMade('searchAgents', 'nobody')).results).toEqual([]);
	});

	test('drafts have title and day, twenty at a time, and are found by the title of any article in them', async () => {
		const thumb_media_id = await made.upload('/cgi-bin/material/add_material', 'image');
		const article = (title: string) => ({ title, content: '<p>a</p>', thumb_media_id });
		const ids: string[] = [];
		for (let index = 0; index < 21; index++) {
			const articles = [article(`新品 ${index}`), ...(index === 20 ? [article('第二篇')] : [])];
			ids.push(String((await made.api('/cgi-bin/draft/add', { articles })).media_id));
		}
		const first = await searchMade('searchDrafts');
		expect(first.results).toHaveLength(20);
		const second = await searchMade('searchDrafts', undefined, String(first.paginationToken));
		expect(second).toEqual({ results: [expect.objectContaining({ value: expect.any(String) as string })] });
		expect([...first.results, ...second.results].map(({ value }) => value).sort()).toEqual([...ids].sort());
		const { results } = await searchMade('searchDrafts', '第二');
		expect(results).toEqual([
			{ name: expect.stringMatching(/^新品 20 \(and 1 more, \d{4}-\d\d-\d\d\)$/) as string, value: ids[20] },
		]);
	});

	test('articles that were published are listed, and are no drafts any more', async () => {
		const thumb_media_id = await made.upload('/cgi-bin/material/add_material', 'image');
		const articles = [{ title: '已发布', content: '<p>a</p>', thumb_media_id }];
		const { media_id } = await made.api('/cgi-bin/draft/add', { articles });
		await made.api('/cgi-bin/freepublish/submit', { media_id });
		await made.simulator.control.clock({ advanceSeconds: 3600 });
		expect(names(await searchMade('searchArticles', '已发布'))).toEqual([expect.stringContaining('已发布')]);
		expect((await searchMade('searchDrafts', '已发布')).results).toEqual([]);
	});
});

test('the list of conditional menus shows buttons and conditions', async () => {
	const menu = (name: string) => ({
		menuButtons: { button: [{ name, type: 'click', key: 'K' }] },
		menuJson: '{}',
	});
	await run({ resource: 'menu', operation: 'create', ...menu('All') });
	await run({ resource: 'menu', operation: 'createConditional', ...menu('iPhone'), platform: '1' });
	const { results } = await search('searchConditionalMenus');
	expect(names({ results })).toEqual(['iPhone (client_platform_type 1)']);
	const value = results[0]?.value;
	expect(
		await run({
			resource: 'menu',
			operation: 'deleteConditional',
			menuId: { __rl: true, mode: 'list', value },
		}),
	).toEqual([{ menuid: String(value), success: true, deleted: true }]);
});

test('categories, titles and keywords of the library lead from one to the next', async () => {
	const editor = (parameters: object) => account.editor({ resource: 'subscription', ...parameters });
	const categories = await loadOptions.loadCategories.call(editor({ operation: 'getTitles' }));
	expect(categories[0]).toEqual({
		name: expect.stringMatching(/ \(\d+\)$/),
		value: expect.stringMatching(/^\d+$/),
	});
	const { results } = await search('searchLibraryTitles');
	expect(results.length).toBeGreaterThan(0);
	const tid = { __rl: true, mode: 'list', value: String(results[0]?.value) };
	const keywords = await loadOptions.loadLibraryKeywords.call(editor({ operation: 'addTemplate', tid }));
	expect(keywords.length).toBeGreaterThan(1);
	expect(
		await loadOptions.loadLibraryKeywords.call(
			editor({ operation: 'addTemplate', tid: { ...tid, value: '' } }),
		),
	).toEqual([]);
});

test('every list of a picker is one that the node has', () => {
	const methods = OPERATIONS.flatMap(({ fields }) =>
		fields.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		),
	);
	expect(methods.length).toBeGreaterThan(50);
	expect(methods.filter((method) => !(method in listSearch))).toEqual([]);
});
