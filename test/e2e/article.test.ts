import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { enterValues, personalize } from '../../demo/personalize';
import type { Execution } from '../../host/rest/executions';
import { pollUntil } from '../../host/pollUntil';
import { ACCOUNT_CREDENTIAL, readExample, type Testbed, startTestbed } from '../../demo/startTestbed';
import { makeFollowers } from './exampleTestbed';
import { type Gallery, countWords, openGallery, writeLongArticle } from './longArticle';
import { openBrowser, type TestBrowser } from './openBrowser';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let testbed: Testbed;
let pictures: Server;
let editor: string;
let colleague: string;
let workflow: string;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.setHeader('content-type', 'image/png').end(PNG));
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
	testbed = await startTestbed({ seed: 'article' });
	const { control } = testbed.simulator;
	[editor = '', colleague = ''] = await makeFollowers(testbed, 2);
	for (const openid of [editor, colleague]) await control.area('customerService', 'pay', { openid });
	const example = personalize(await readExample('markdown-to-article'), {});
	enterValues(example, 'Article', {
		cover: `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/cover.png`,
		editor,
		team: JSON.stringify([editor, colleague]),
	});
	workflow = (await testbed.host.api.workflows.create(example, testbed.credentialIds)).id;
}, 600_000);
afterAll(async () => {
	pictures?.close();
	await testbed?.stop();
});

interface Publication {
	articles: { title: string; digest: string; url: string }[];
}

async function publications(): Promise<Publication[]> {
	const { accounts } = await testbed.simulator.control.state();
	return (accounts[0]?.areas as unknown as { article: { publications: Publication[] } }).article.publications;
}

/** Texts that somebody has got, oldest first. */
async function textsTo(openid: string): Promise<string[]> {
	return (await testbed.simulator.control.calls())
		.filter(({ path }) => path === '/cgi-bin/message/custom/send')
		.map(({ requestBody }) => JSON.parse(requestBody) as { touser: string; text: { content: string } })
		.filter(({ touser }) => touser === openid)
		.map(({ text }) => text.content);
}

/** Runs the example until the editor has been asked; gives the execution and the address of the page. */
async function askEditor(): Promise<{ id: string; page: string }> {
	const { executions, workflows } = testbed.host.api;
	const before = (await textsTo(editor)).length;
	const id = await workflows.run(workflow, 'Start');
	await pollUntil(
		'the editor to be asked',
		async () => {
			// Its data comes later than the execution itself.
			const status = (await executions.list(workflow)).find((one) => one.id === id)?.status;
			return status === 'waiting' || status === 'error' ? status : undefined;
		},
		{ timeoutMs: 60_000 },
	);
	const asked = (await textsTo(editor))[before] ?? '';
	expect(asked).toContain('《夏季新品到店》');
	return { id, page: /href="([^"]+)"/.exec(asked)?.[1]?.replaceAll('&amp;', '&') ?? '' };
}

const decide = async (page: string, decision: 'approve' | 'decline') =>
	(await fetch(page, { method: 'POST', body: new URLSearchParams({ decision }) })).status;

test('a draft that the editor declines is not published, and nobody is told', async () => {
	const { id, page } = await askEditor();
	expect(await decide(page, 'decline')).toBe(200);
	expect((await testbed.host.api.executions.waitFor(id, { timeoutMs: 60_000 })).status).toBe('success');
	expect(await publications()).toEqual([]);
	expect(await textsTo(colleague)).toEqual([]);
}, 180_000);

test('Markdown becomes a draft, the editor approves it, and the link of the article goes to the team', async () => {
	const { id, page } = await askEditor();
	expect((await fetch(page)).status).toBe(200);
	expect(await publications()).toEqual([]);
	expect(await decide(page, 'approve')).toBe(200);
	expect((await testbed.host.api.executions.waitFor(id, { timeoutMs: 60_000 })).status).toBe('success');

	const [published, ...more] = await publications();
	expect(more).toEqual([]);
	expect(published?.articles).toMatchObject([{ title: '夏季新品到店', digest: '三款新品，门店先到先得。' }]);
	const news = `Published: ${published?.articles[0]?.url}`;
	expect((await textsTo(editor)).at(-1)).toBe(news);
	expect(await textsTo(colleague)).toEqual([news]);
}, 180_000);

describe('an article of 3 000 words with twelve pictures', () => {
	let browser: TestBrowser;
	let gallery: Gallery;
	let reader: string;

	beforeAll(async () => {
		const { control } = testbed.simulator;
		reader = (await control.follower({ nickname: '读者', follow: true, push: false })).follower.openid;
		await control.area('customerService', 'pay', { openid: reader });
		browser = await openBrowser({ width: 390, height: 844, mobile: true });
		gallery = await openGallery(browser.context.pages()[0] ?? (await browser.context.newPage()));
	}, 120_000);
	afterAll(async () => {
		await gallery?.close();
		await browser?.close();
	});

	/** Start → Make Draft → Publish → Tell the Link. */
	async function publishingWorkflow(markdown: string): Promise<string> {
		const node = (name: string, parameters: object, at: number) => ({
			name,
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			position: [at, 0],
			parameters,
			credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } },
		});
		const draft = {
			...{ resource: 'draft', operation: 'create', articleType: 'news', format: 'markdown', title: '' },
			...{ content: markdown, coverFrom: 'firstPicture', theme: 'business', furtherArticles: {} },
			options: { author: '编辑部', pictureFailure: 'leaveOut' },
		};
		const publish = {
			...{ resource: 'article', operation: 'publish', draftMediaId: '={{ $json.media_id }}' },
			...{ waitPublished: true, waitSeconds: 120 },
		};
		const tell = {
			...{ resource: 'customerService', operation: 'sendText', touser: reader, options: {} },
			content: '=Read: {{ $json.article_urls.join(" ") }}',
		};
		const nodes = [
			{
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node('Make Draft', draft, 220),
			node('Publish', publish, 440),
			node('Tell the Link', tell, 660),
		];
		const connections = Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, index) => [
					nodes[index]?.name ?? '',
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		);
		const made = { name: 'Long article', nodes, connections, settings: {} };
		const { host, credentialIds } = testbed;
		return (await host.api.workflows.create(made as never, credentialIds)).id;
	}

	test('becomes a draft, is published, and reads on a phone as it was written', async () => {
		const { executions, workflows } = testbed.host.api;
		const markdown = writeLongArticle(gallery, 3_000);
		const words = countWords(markdown.replaceAll(gallery.data, ''));
		expect(words).toBeGreaterThan(3_000);
		expect(markdown.match(/!\[/g)).toHaveLength(12);
		const workflowId = await publishingWorkflow(markdown);
		const before = (await testbed.simulator.control.calls()).length;
		const started = Date.now();
		const id = await workflows.run(workflowId, 'Start');
		const ended = await executions.waitFor(id, { timeoutMs: 150_000 });
		const seconds = (Date.now() - started) / 1000;
		expect(ended.status).toBe('success');

		const calls = (await testbed.simulator.control.calls()).slice(before).map(({ path }) => path);
		const count = (path: string) => calls.filter((one) => one.endsWith(path)).length;
		// Nine pictures that can be used: the largest, which is the cover as well, and the one that moves are material.
		expect([count('/uploadimg'), count('/add_material'), count('/draft/add')]).toEqual([7, 2, 1]);
		expect([count('/freepublish/submit'), count('/custom/send')]).toEqual([1, 1]);
		const output = outputOf(ended, 'Make Draft') as unknown as DraftOutput;
		expect(output.articles).toMatchObject([{ title: '春茶十二问' }]);
		expect(output.images.filter(({ converted }) => converted).map(({ from }) => from)).toEqual(
			['/5.webp', '/6.webp', '/7.avif'].map((path) => `${gallery.url}${path}`),
		);
		expect(output.imagesLeftOut).toEqual([
			{ from: `${gallery.url}/broken.png`, problem: 'is a web page, not a picture' },
		]);
		await readOnPhone(output.images.length);
		const size = output.articles[0]?.contentCharacters;
		console.info(
			`${words} words, ${size} characters of HTML, ${calls.length} API calls, ${seconds.toFixed(1)} s`,
		);
	}, 240_000);

	interface DraftOutput {
		articles: { title: string; contentCharacters: number }[];
		images: { from: string; converted?: object }[];
		imagesLeftOut: object[];
	}

	/** Opens the link that the editor got, and looks at the whole article. */
	async function readOnPhone(pictures: number): Promise<void> {
		const page = browser.context.pages()[0] ?? (await browser.context.newPage());
		await page.goto(testbed.simulator.urls.ui);
		const phone = page.getByRole('article', { name: 'Phone of 读者' });
		await phone.getByRole('button', { name: /mp\.weixin\.qq\.com/ }).click();
		const reading = phone.getByRole('dialog', { name: 'Article' });
		await reading.getByRole('heading', { name: '春茶十二问' }).waitFor();
		const shown = await reading.evaluate(async (element) => {
			const { scrollWidth, clientWidth } = element.querySelector('.article-content') as never as Shown;
			const images = Array.from(element.querySelectorAll('.article-content img') as never) as Shown[];
			await Promise.all(images.map(async (image) => await image.decode().catch(() => undefined)));
			return {
				isTooWide: scrollWidth > clientWidth,
				images: images.length,
				broken: images.filter(({ naturalWidth }) => naturalWidth === 0).length,
				headings: element.querySelectorAll('h2').length,
				cells: element.querySelectorAll('td').length,
				formulas: element.querySelectorAll('svg path').length > 0,
				code: element.querySelector('pre')?.textContent ?? '',
				left: element.textContent ?? '',
			};
		});
		expect(shown).toMatchObject({ isTooWide: false, broken: 0, cells: 12, formulas: true });
		// One picture stands there twice, another one under two addresses.
		expect(shown.images).toBe(pictures + 1);
		expect(shown.headings).toBeGreaterThan(12);
		expect(shown.code).toMatch(/function\ssteep\(celsius\)/);
		expect(shown.left).toContain('https://example.com/tea');
		expect(shown.left).not.toContain('$T');
	}

	interface Shown {
		scrollWidth: number;
		clientWidth: number;
		naturalWidth: number;
		decode(): Promise<void>;
	}
});

/** The first item that a node gave. */
function outputOf({ data }: Execution, name: string): object | undefined {
	return data.resultData.runData[name]?.[0]?.data?.main?.[0]?.[0]?.json;
}
