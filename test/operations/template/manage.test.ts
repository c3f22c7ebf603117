import { createTemplateAccount, type TemplateAccount } from './templateAccount';

let account: TemplateAccount;

beforeEach(async () => {
	account = await createTemplateAccount();
});

afterEach(async () => await account.simulator.close());

const run = (operation: string, parameters: object = {}, input?: object[]) =>
	account.run({ resource: 'template', operation, ...parameters }, input);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function add(input: object[]) {
	return await run(
		'addFromLibrary',
		{ templateIdShort: '={{ $json.number }}', keywords: '={{ $json.keywords }}' },
		input,
	);
}

describe('templates of the account', () => {
	test('come from the library with the keywords chosen, are listed, and go again', async () => {
		const added = await add([
			{ number: '47123', keywords: '消费品，消费时间' },
			{ number: '43216', keywords: ['订单号', '支付金额'] },
		]);
		expect(added.error).toBeUndefined();
		const ids = added.items('WeChat').map(({ json }) => String(json.template_id));
		const listed = (await run('getMany')).items('WeChat').map(({ json }) => json);
		expect(listed.map(({ template_id, content }) => [template_id, content])).toEqual([
			[ids[0], '消费品{{thing1.DATA}}\n消费时间{{time2.DATA}}'],
			[ids[1], '订单号{{character_string1.DATA}}\n支付金额{{amount3.DATA}}'],
		]);

		const deleted = await run(
			'delete',
			{ templateId: byId('={{ $json.id }}') },
			ids.map((id) => ({ id })),
		);
		expect(deleted.items('WeChat').map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ template_id: ids[0], success: true, deleted: true }, { item: 0 }],
			[{ template_id: ids[1], success: true, deleted: true }, { item: 1 }],
		]);
		expect((await run('getMany')).items('WeChat')).toEqual([]);
	});

	test('are refused with advice when a keyword is foreign, the generation is old, or the template is gone', async () => {
		const foreign = await add([{ number: '47123', keywords: '消费品, 天气' }]);
		expect(foreign.error).toMatchObject({
			description: expect.stringContaining('A keyword is not in') as string,
		});
		const old = await add([{ number: 'OPENTM201235', keywords: '任务名称' }]);
		expect(old.error).toMatchObject({
			description: expect.stringContaining('Choose a category template') as string,
		});
		const gone = await run('delete', { templateId: byId('x'.repeat(43)) });
		expect(gone.error?.message).toContain('40037');
	});

	test('are not asked for without keywords', async () => {
		const { error } = await add([{ number: '47123', keywords: ' , ' }]);
		expect(error?.message).toBe('Keywords: is empty');
		expect(await account.messages()).toEqual([]);
	});
});

describe('industries', () => {
	const set = (parameters: object) =>
		run('setIndustry', { industryId1: '13', industryId2: '1', confirm: true, ...parameters });

	test('are set once a month, and read back by name', async () => {
		expect((await set({})).items('WeChat').map(({ json }) => json)).toEqual([
			{ industry_id1: '13', industry_id2: '1', success: true },
		]);
		expect((await run('getIndustry')).items('WeChat').map(({ json }) => json)).toEqual([
			{
				primary_industry: { first_class: '运输与仓储', second_class: '快递' },
				secondary_industry: { first_class: 'IT科技', second_class: '互联网|电子商务' },
			},
		]);
		const again = await set({ industryId1: '2' });
		expect(again.error?.message).toContain('43100');
		expect(again.error).toMatchObject({
			description: expect.stringContaining('this month already') as string,
		});
	});

	test.each([
		['unconfirmed', { confirm: false }, 'Confirm: is off'],
		[
			'with an unknown code',
			{ industryId2: '={{ 42 }}' },
			'Second Industry: holds a value that is not in its list',
		],
	])('are left alone when %s', async (_name, parameters, message) => {
		expect((await set(parameters)).error?.message).toContain(message);
		const { primary_industry: primary } = (await run('getIndustry')).items('WeChat')[0]?.json ?? {};
		expect(primary).toEqual({ first_class: '', second_class: '' });
	});
});
