import { searchTags } from '../../../nodes/Wechat/lists/tags';
import { createTemplateAccount, type TemplateAccount } from '../template/templateAccount';

let account: TemplateAccount;
beforeAll(async () => {
	account = await createTemplateAccount();
	for (const tagName of ['会员', 'VIP Gold']) {
		await account.run({ resource: 'tag', operation: 'create', tagName });
	}
});
afterAll(async () => await account.simulator.close());

const search = async (filter?: string) =>
	await searchTags.call(account.editor({ resource: 'tag', operation: 'delete' }), filter);

test('searchTags offers every tag with its number of followers', async () => {
	const { results } = await search();
	expect(results.map(({ name }) => name)).toEqual(expect.arrayContaining(['会员 (0)', 'VIP Gold (0)']));
	for (const { value } of results) expect(value).toMatch(/^\d+$/);
});

test('searchTags finds by part of a name, whatever the case, and by id', async () => {
	const { results } = await search(' gold ');
	expect(results.map(({ name }) => name)).toEqual(['VIP Gold (0)']);
	expect((await search(String(results[0]?.value))).results).toEqual(results);
	expect((await search('nobody')).results).toEqual([]);
});

test('searchTags explains a refusal', async () => {
	await account.simulator.control.fault({ match: '/cgi-bin/tags/get', errcode: 48001, count: 1 });
	await expect(search()).rejects.toThrow('WeChat 48001');
});
