import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExampleWorkflow, personalize } from '../../demo/personalize';
import { pollUntil } from '../../host/pollUntil';
import { readExample, type Stage, setStage } from '../../demo/setStage';
import { makeFollowers } from './exampleStage';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let stage: Stage;
let pictures: Server;
let editor: string;
let colleague: string;
let workflow: string;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.setHeader('content-type', 'image/png').end(PNG));
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
	stage = await setStage({ seed: 'article' });
	const { control } = stage.simulator;
	[editor = '', colleague = ''] = await makeFollowers(stage, 2);
	for (const openid of [editor, colleague]) await control.area('customerService', 'pay', { openid });
	const example = personalize((await readExample('markdown-to-article')) as unknown as ExampleWorkflow, {});
	fillIn(example, {
		cover: `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/cover.png`,
		editor,
		team: JSON.stringify([editor, colleague]),
	});
	workflow = (await stage.host.api.workflows.create(example, stage.credentialIds)).id;
}, 600_000);
afterAll(async () => {
	pictures?.close();
	await stage?.strike();
});

/** Enters what the note of the example asks for. */
function fillIn({ nodes }: ExampleWorkflow, values: Record<string, string>): void {
	const article = nodes.find(({ name }) => name === 'Article')?.parameters as {
		assignments: { assignments: { name: string; value: string }[] };
	};
	for (const one of article.assignments.assignments) one.value = values[one.name] ?? one.value;
}

interface Publication {
	articles: { title: string; digest: string; url: string }[];
}

async function publications(): Promise<Publication[]> {
	const { accounts } = await stage.simulator.control.state();
	return (accounts[0]?.areas as unknown as { article: { publications: Publication[] } }).article.publications;
}

/** Texts that somebody has got, oldest first. */
async function textsTo(openid: string): Promise<string[]> {
	return (await stage.simulator.control.calls())
		.filter(({ path }) => path === '/cgi-bin/message/custom/send')
		.map(({ requestBody }) => JSON.parse(requestBody) as { touser: string; text: { content: string } })
		.filter(({ touser }) => touser === openid)
		.map(({ text }) => text.content);
}

/** Runs the example until the editor has been asked; gives the execution and the address of the page. */
async function askEditor(): Promise<{ id: string; page: string }> {
	const { executions, workflows } = stage.host.api;
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
	expect((await stage.host.api.executions.waitFor(id, { timeoutMs: 60_000 })).status).toBe('success');
	expect(await publications()).toEqual([]);
	expect(await textsTo(colleague)).toEqual([]);
}, 180_000);

test('Markdown becomes a draft, the editor approves it, and the link of the article goes to the team', async () => {
	const { id, page } = await askEditor();
	expect((await fetch(page)).status).toBe(200);
	expect(await publications()).toEqual([]);
	expect(await decide(page, 'approve')).toBe(200);
	expect((await stage.host.api.executions.waitFor(id, { timeoutMs: 60_000 })).status).toBe('success');

	const [published, ...more] = await publications();
	expect(more).toEqual([]);
	expect(published?.articles).toMatchObject([{ title: '夏季新品到店', digest: '三款新品，门店先到先得。' }]);
	const news = `Published: ${published?.articles[0]?.url}`;
	expect((await textsTo(editor)).at(-1)).toBe(news);
	expect(await textsTo(colleague)).toEqual([news]);
}, 180_000);
