import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExampleWorkflow, personalize } from '../../demo/personalize';
import { pollUntil } from '../../host/pollUntil';
import { readExample, type Stage, setStage } from '../../demo/setStage';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let stage: Stage;
let pictures: Server;
let editor: string;
let workflow: string;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.setHeader('content-type', 'image/png').end(PNG));
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
	stage = await setStage({ seed: 'article' });
	const { control } = stage.simulator;
	editor = (await control.follower({ follow: true, push: false })).follower.openid;
	await control.area('customerService', 'pay', { openid: editor });
	const example = personalize((await readExample('markdown-to-article')) as unknown as ExampleWorkflow, {});
	fillIn(example, {
		cover: `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/cover.png`,
		editor,
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

/** Texts that the editor has got, oldest first. */
async function textsToEditor(): Promise<string[]> {
	return (await stage.simulator.control.calls())
		.filter(({ path }) => path === '/cgi-bin/message/custom/send')
		.map(({ requestBody }) => (JSON.parse(requestBody) as { text: { content: string } }).text.content);
}

test('Markdown becomes a draft, an editor decides in a form, and the link of the article comes back', async () => {
	const { executions, workflows } = stage.host.api;
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
	const [asked = ''] = await textsToEditor();
	expect(asked).toContain('《夏季新品到店》');
	expect(await publications()).toEqual([]);

	const form = /https?:\S+/.exec(asked)?.[0] ?? '';
	const answer = new FormData();
	answer.append('field-0', 'Publish');
	expect((await fetch(form)).status).toBe(200);
	expect((await fetch(form, { method: 'POST', body: answer })).status).toBe(200);
	const ended = await executions.waitFor(id, { timeoutMs: 60_000 });
	expect(ended.status).toBe('success');

	const [published] = await publications();
	expect(published?.articles).toMatchObject([{ title: '夏季新品到店', digest: '三款新品，门店先到先得。' }]);
	expect((await textsToEditor())[1]).toBe(`Published: ${published?.articles[0]?.url}`);
}, 180_000);
