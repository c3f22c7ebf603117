import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { personalize } from '../../demo/personalize';
import { readExample, type Testbed, startTestbed } from '../../demo/startTestbed';
import { type Execution, outputOf } from '../../host/rest';
import { type ChatModel, startChatModel } from '../../demo/chatModel';
import { delivered, makeFollowers } from './exampleTestbed';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const DAY_MS = 86_400_000;

let testbed: Testbed;
let pictures: Server;
let model: ChatModel;
let credentialIds: Record<string, string>;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.setHeader('content-type', 'image/png').end(PNG));
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
	model = await startChatModel(async (text) => (text.includes('退款') ? 'LEAVE' : `谢谢：${text}`));
	testbed = await startTestbed({ seed: 'platform-examples' });
	const data = { apiKey: 'local', url: model.url };
	const { id } = await testbed.host.api.credentials.create({ name: 'OpenAI', type: 'openAiApi', data });
	credentialIds = { ...testbed.credentialIds, OpenAI: id };
}, 600_000);
afterAll(async () => {
	pictures?.close();
	model?.close();
	await testbed?.stop();
});

/** Imports an example with what its note asks for; gives the workflow's id. */
async function importWith(
	file: string,
	templateIds: Record<string, string>,
	fillIn: (parametersOf: (node: string) => Record<string, unknown>) => void = () => undefined,
): Promise<string> {
	const example = personalize(await readExample(file), templateIds);
	fillIn((node) => example.nodes.find(({ name }) => name === node)?.parameters ?? {});
	return (await testbed.host.api.workflows.create(example, credentialIds)).id;
}

async function run(workflow: string, trigger: string): Promise<Execution> {
	const { executions, workflows } = testbed.host.api;
	const ended = await executions.waitFor(await workflows.run(workflow, trigger), { timeoutMs: 60_000 });
	expect(ended.data.resultData.error?.message).toBeUndefined();
	expect(ended.status).toBe('success');
	return ended;
}

/** What the platform keeps of an area. */
async function areaState<T>(name: string): Promise<T> {
	const { accounts } = await testbed.simulator.control.state();
	return (accounts[0]?.areas as unknown as Record<string, T>)[name] as T;
}

/** Calls the platform as another client of the account does. */
async function callApi(path: string, body: BodyInit | object): Promise<Record<string, unknown>> {
	const { api } = testbed.simulator.urls;
	const post = async (address: string, content: BodyInit) =>
		(await (await fetch(address, { method: 'POST', body: content })).json()) as Record<string, unknown>;
	const { appid, secret } = testbed.account;
	const grant = JSON.stringify({ grant_type: 'client_credential', appid, secret });
	const { access_token: token } = await post(`${api}/cgi-bin/stable_token`, grant);
	const address = `${api}${path}${path.includes('?') ? '&' : '?'}access_token=${String(token)}`;
	return await post(address, body instanceof FormData ? body : JSON.stringify(body));
}

test('weekly-picture-post: nine unused rows become one picture post, the rest the next one, and nothing a third', async () => {
	const address = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
	const text = (name: string) => ({ name, type: 'string' as const });
	const { dataTables } = testbed.host.api;
	const { id: table } = await dataTables.create('pictures', [text('url'), text('caption'), text('draft')]);
	const rows = Array.from({ length: 11 }, (_, n) => ({ url: `${address}/${n}.png`, caption: `图${n}` }));
	await dataTables.insert(table, rows);
	const workflow = await importWith('weekly-picture-post', {});

	for (let week = 0; week < 3; week++) await run(workflow, 'Every Friday');

	const answer = await callApi('/cgi-bin/draft/batchget', { offset: 0, count: 20, no_content: 0 });
	interface Post {
		media_id: string;
		content: {
			news_item: [
				{ article_type: string; title: string; content: string; image_info: { image_list: unknown[] } },
			];
		};
	}
	const drafts = (answer.item as Post[]).map(({ media_id, content: { news_item } }) => ({
		media_id,
		article: news_item[0],
		pictures: news_item[0].image_info.image_list.length,
	}));
	expect(drafts.map(({ article }) => article.article_type)).toEqual(['newspic', 'newspic']);
	const first = drafts.find(({ pictures: count }) => count === 9);
	const second = drafts.find(({ pictures: count }) => count === 2);
	expect(first?.article.title).toMatch(/^本周图集 \d+月\d+日$/);
	expect(first?.article.content).toContain('图8');
	expect(first?.article.content).not.toContain('图9');
	expect(second?.article.content).toContain('图10');
	const used = (await dataTables.rows(table)).map(({ draft }) => draft);
	expect(used).toEqual([...Array<unknown>(9).fill(first?.media_id), second?.media_id, second?.media_id]);
}, 180_000);

test('growth-report: one template message tells the last seven days of Beijing and how many followers there are', async () => {
	const { control } = testbed.simulator;
	const { templateId } = await control.area('templates', 'add', {
		title: '用户增长周报',
		content:
			'统计日期：{{date1.DATA}}\n新增人数：{{number2.DATA}}\n取消人数：{{number3.DATA}}\n累计人数：{{number4.DATA}}',
	});
	const now = Date.now();
	const beijing = (daysAgo: number) =>
		new Date(now - daysAgo * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
	await control.clock({ now: `${beijing(8)}T23:59:00+08:00` });
	await makeFollowers(testbed, 2);
	await control.clock({ now: `${beijing(7)}T00:01:00+08:00` });
	const [leaver = '', boss = ''] = await makeFollowers(testbed, 4);
	await control.clock({ now: `${beijing(1)}T23:59:00+08:00` });
	await control.follower({ openid: leaver, follow: false, push: false });
	await control.clock({ now: `${beijing(0)}T00:01:00+08:00` });
	await makeFollowers(testbed, 1);
	await control.clock({ now });

	const workflow = await importWith('growth-report', { 用户增长周报: templateId }, (parametersOf) => {
		parametersOf('Send Report').touser = boss;
	});
	await run(workflow, 'Every Monday');

	const reports = (await delivered(testbed)).filter(({ title }) => title === '用户增长周报');
	expect(reports).toEqual([
		expect.objectContaining({
			openid: boss,
			lines: [
				{ label: '统计日期', value: `${beijing(7)}~${beijing(1)}` },
				{ label: '新增人数', value: '4' },
				{ label: '取消人数', value: '1' },
				{ label: '累计人数', value: '5' },
			].map((line) => expect.objectContaining(line) as unknown),
		}),
	]);
}, 180_000);

interface Comments {
	threads: Array<{ comments: Array<{ content: string; reply: { content: string } | null }> }>;
}

test('comment-watcher: each new comment gets one reply from the agent, even from two runs at once', async () => {
	const { control } = testbed.simulator;
	const [reader = ''] = await makeFollowers(testbed, 1);
	const msgDataId = await publishWithComments();
	const write = async (content: string) =>
		await control.area('comment', 'write', { msgDataId, openid: reader, content });
	const workflow = await importWith('comment-watcher', {}, (parametersOf) => {
		const { assignments } = parametersOf('Articles').assignments as { assignments: { value: string }[] };
		for (const one of assignments) one.value = JSON.stringify([String(msgDataId)]);
	});
	const replies = async () =>
		(await areaState<Comments>('comment')).threads.flatMap(({ comments }) =>
			comments.map(({ content, reply }) => [content, reply?.content ?? null]),
		);
	const accepted = async () =>
		(await control.calls()).filter(
			({ path, errcode }) => path === '/cgi-bin/comment/reply/add' && errcode === 0,
		).length;

	await write('写得好');
	await write('我要退款');
	await run(workflow, 'Every Ten Minutes');
	expect(await replies()).toEqual([
		['写得好', '谢谢：写得好'],
		['我要退款', null],
	]);

	await write('再来一篇');
	const ended = await Promise.all([run(workflow, 'Every Ten Minutes'), run(workflow, 'Every Ten Minutes')]);
	await run(workflow, 'Every Ten Minutes');
	expect(await replies()).toEqual([
		['写得好', '谢谢：写得好'],
		['我要退款', null],
		['再来一篇', '谢谢：再来一篇'],
	]);
	expect(await accepted()).toBe(2);
	expect(outputOf(ended[0] as Execution, 'Get Comments')).toHaveLength(3);
	// What was answered is not put to the model again.
	const asked = model.asked.map(({ messages }) => messages.at(-1)?.content);
	expect(asked.filter((text) => text === '写得好')).toHaveLength(1);
}, 240_000);

/** Publishes an article under which readers can write; gives its msg_data_id. */
async function publishWithComments(): Promise<number> {
	const form = new FormData();
	form.append('media', new Blob([PNG], { type: 'image/png' }), 'cover.png');
	const { media_id: thumb_media_id } = await callApi('/cgi-bin/material/add_material?type=image', form);
	const article = { title: '新品', content: '<p>新品</p>', thumb_media_id, need_open_comment: 1 };
	const { media_id } = await callApi('/cgi-bin/draft/add', { articles: [article] });
	const { publish_id, msg_data_id } = await callApi('/cgi-bin/freepublish/submit', { media_id });
	await callApi('/cgi-bin/freepublish/get', { publish_id });
	return Number(msg_data_id);
}
