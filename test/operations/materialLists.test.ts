import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { startCannedPlatform } from './support/cannedPlatform';
import { accountAt } from './support/runOperation';
import { type SimulatedAccount, startSimulatedAccount } from './support/simulatedAccount';
import { editorContext } from './template/editorContext';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

const { listSearch } = new Wechat().methods;
const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('lists of the material library', () => {
	let library: SimulatedAccount;
	const ids: string[] = [];
	let voice: string;
	let video: string;
	const add = '/cgi-bin/material/add_material';
	const description = encodeURIComponent(JSON.stringify({ title: '新品', introduction: '一分钟看懂' }));
	beforeAll(async () => {
		library = await startSimulatedAccount();
		for (let index = 0; index < 22; index++) ids.push(await library.upload(add, 'image'));
		voice = await library.upload(add, 'voice');
		video = await library.upload(`${add}?description=${description}`, 'video');
	});
	afterAll(async () => await library.close());

	const searchIn = async (
		method: keyof typeof listSearch,
		filter?: string,
		token?: string,
		parameters = {},
	) =>
		await (listSearch[method] as Search).call(
			editorContext(accountAt(library.simulator.urls.api, library.app), parameters),
			filter,
			token,
		);
	const values = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);

	test('images have name, day and address, newest first, twenty at a time', async () => {
		const first = await searchIn('searchImages');
		expect(first.results).toHaveLength(20);
		expect(first.results[0]).toEqual({
			name: expect.stringMatching(/^a\.png \(\d{4}-\d\d-\d\d\)$/) as string,
			value: ids.at(-1),
			url: expect.stringMatching(/^https?:/) as string,
		});
		const second = await searchIn('searchImages', undefined, String(first.paginationToken));
		expect(second.paginationToken).toBeUndefined();
		expect([...values(first), ...values(second)]).toEqual([...ids].reverse());
	});

	test('each kind has a list of its own', async () => {
		expect(values(await searchIn('searchVoices'))).toEqual([voice]);
		expect(values(await searchIn('searchVideos'))).toEqual([video]);
		expect(values(await searchIn('searchLibraryArticles'))).toEqual([]);
	});

	test('the list of all kinds names them, and goes on with those that have more', async () => {
		const first = await searchIn('searchMaterials');
		expect(values(first)).toEqual([...[...ids].reverse().slice(0, 20), video, voice]);
		expect(names(first).at(-1)).toMatch(/^a\.amr \(voice, /);
		const second = await searchIn('searchMaterials', undefined, String(first.paginationToken));
		expect(values(second)).toEqual([ids[1], ids[0]]);
		expect(second.paginationToken).toBeUndefined();
		expect(values(await searchIn('searchMaterials', 'video'))).toEqual([video]);
		expect(values(await searchIn('searchMaterials', String(ids[0])))).toEqual([ids[0]]);
	});

	test('the list of a preview is that of its kind', async () => {
		const listFor = async (massType: string) =>
			values(
				await searchIn('searchMassContent', undefined, undefined, {
					resource: 'massMessage',
					operation: 'preview',
					massType,
				}),
			);
		expect(await listFor('voice')).toEqual([voice]);
		expect(await listFor('mpvideo')).toEqual([video]);
		expect(await listFor('mpnews')).toEqual([]);
		expect((await listFor('image'))[0]).toBe(ids.at(-1));
		expect(await listFor('={{ $json.kind }}')).toHaveLength(22);
	});

	test('a list that cannot be read says why', async () => {
		await library.simulator.control.fault({
			match: '/cgi-bin/material/batchget_material',
			errcode: 48001,
			count: 1,
		});
		await expect(searchIn('searchImages')).rejects.toThrow('WeChat 48001');
		await library.simulator.control.fault({
			match: '/cgi-bin/material/get_materialcount',
			errcode: 48001,
			count: 1,
		});
		await expect(searchIn('searchMaterials')).rejects.toThrow('WeChat 48001');
	});
});

test('the list of comments is that of the article above it, with text, day and what is elected', async () => {
	const platform = await startCannedPlatform();
	const comment = [
		{ user_comment_id: 2, content: '写得好！', create_time: 1760000000, comment_type: 1 },
		{ user_comment_id: 1, content: '沙发', create_time: 1760000000, comment_type: 0 },
	];
	platform.answer(() => ({ json: { errcode: 0, total: 2, comment } }));
	const list = async (msgDataId: string, filter?: string) =>
		await listSearch.searchComments.call(
			editorContext(accountAt(platform.url), {
				...{ resource: 'comment', operation: 'delete' },
				...{ msgDataId, articleIndex: 1 },
			}),
			filter,
		);
	expect((await list('2247483655')).results).toEqual([
		{ name: '写得好！ (elected, 2025-10-09)', value: '2' },
		{ name: '沙发 (2025-10-09)', value: '1' },
	]);
	expect(JSON.parse(String(platform.received.at(-1)?.body))).toMatchObject({
		msg_data_id: 2247483655,
		index: 1,
		begin: 0,
	});
	expect((await list('2247483655', '沙发')).results).toHaveLength(1);
	// A full page may have its own length as total.
	const full = Array.from({ length: 49 }, (_, index) => ({ user_comment_id: index + 1, content: '好' }));
	platform.answer(() => ({ json: { errcode: 0, total: 49, comment: full } }));
	expect((await list('2247483655')).paginationToken).toBeDefined();
	await expect(list('')).rejects.toThrow('Message Data ID: is empty');
	await platform.close();
});
