import type { INodeType } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';

interface ExampleNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	position: [number, number];
	onError?: string;
}

const ROOT = join(__dirname, '..', '..');
const OURS: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-wechat-mp.wechat': new Wechat(),
	'n8n-nodes-wechat-mp.wechatTool': new Wechat(),
	'n8n-nodes-wechat-mp.wechatHitlTool': new Wechat(),
	'n8n-nodes-wechat-mp.wechatTrigger': new WechatTrigger(),
	'n8n-nodes-wechat-mp.wechatOAuthTrigger': new WechatOAuthTrigger(),
};
/** What n8n adds to a node that is used as a tool. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

/** What n8n starts without anybody at the editor, once the workflow is published. */
const STARTS_BY_ITSELF = /\.(wechatTrigger|wechatOAuthTrigger|scheduleTrigger|webhook|formTrigger)$/;

const files = readdirSync(join(ROOT, 'examples'));
const workflows = files.filter((file) => file.endsWith('.json'));

const nodesOf = (file: string) =>
	(JSON.parse(readFileSync(join(ROOT, 'examples', file), 'utf8')) as { nodes: ExampleNode[] }).nodes;

test.each([
	['docs/examples.md', '../examples'],
	['docs/zh-CN/examples.md', '../../examples'],
])('%s links to every file of the examples, shows each canvas, and README leads there', (page, folder) => {
	const gallery = readFileSync(join(ROOT, page), 'utf8');
	expect(files.filter((file) => !gallery.includes(`](${folder}/${file})`))).toEqual([]);
	const pictures = readdirSync(join(ROOT, 'docs', 'images', 'examples')).sort();
	expect(pictures).toEqual(workflows.map((file) => file.replace('.json', '.png')).sort());
	for (const picture of pictures) expect(gallery).toContain(`images/examples/${picture})`);
	const readme = page.includes('zh-CN') ? 'README.zh-CN.md' : 'README.md';
	expect(readFileSync(join(ROOT, readme), 'utf8')).toContain(`](${page})`);
});

test.each(workflows)('%s has a note in English and one in Chinese, which do not cover each other', (file) => {
	const notes = nodesOf(file).filter(({ type }) => type.endsWith('.stickyNote'));
	const isChinese = ({ parameters }: ExampleNode) => /^## .*\p{Script=Han}/u.test(String(parameters.content));
	expect(notes.map(isChinese)).toEqual([false, true]);
	const [english, chinese] = notes.map(({ position, parameters }) => ({
		left: position[0],
		right: position[0] + Number(parameters.width),
	}));
	expect(chinese?.left).toBeGreaterThan(english?.right ?? Infinity - 1);
});

// What n8n chooses for an unknown one is shown in the editor, and not stored: the workflow cannot be published.
test.each(workflows)(
	'%s names no credential, so that n8n takes the only one there is, or asks for it',
	(file) => {
		expect(nodesOf(file).filter((node) => 'credentials' in node)).toEqual([]);
	},
);

test.each(workflows)('%s says in both languages what to do before it works', (file) => {
	const nodes = nodesOf(file);
	const [english = '', chinese = ''] = nodes
		.filter(({ type }) => type.endsWith('.stickyNote'))
		.map(({ parameters }) => String(parameters.content));
	// The pages of the examples send people to these words.
	expect(english).toContain('**Set up');
	expect(chinese).toContain('**使用前**');
	if (nodes.some(({ type }) => STARTS_BY_ITSELF.test(type))) {
		expect(english).toMatch(/publish the workflow.*again after every edit/is);
		expect(chinese).toMatch(/发布工作流.*每次改动后再发布一次/s);
	}
	if (nodes.some(({ type }) => type.endsWith('.wechatTrigger'))) {
		for (const note of [english, chinese]) {
			expect(note).toContain('Production URL');
			expect(note).toContain('域名与消息推送配置');
		}
	}
});

test.each(workflows)('%s gives our nodes parameters that they have', (file) => {
	for (const { name, type, parameters } of nodesOf(file)) {
		if (!type.startsWith('n8n-nodes-wechat-mp.')) continue;
		const known = OURS[type]?.description.properties.map((property) => property.name) ?? [];
		const unknown = Object.keys(parameters).filter((key) => ![...known, ...OF_TOOLS].includes(key));
		expect({ name, known: known.length > 0, unknown }).toEqual({ name, known: true, unknown: [] });
	}
});

test.each(workflows)('%s fills in what can be picked from a list as the editor does', (file) => {
	const bare = nodesOf(file).flatMap(({ name, type, parameters }) =>
		(OURS[type]?.description.properties ?? [])
			.filter(
				(property) => property.type === 'resourceLocator' && typeof parameters[property.name] === 'string',
			)
			.map((property) => `${name}: ${property.name}`),
	);
	expect(bare).toEqual([]);
});

test('every chat of an example remembers followers apart by meta.sessionId', () => {
	const keys = workflows.flatMap((file) =>
		nodesOf(file)
			.filter(({ type }) => type.endsWith('.memoryBufferWindow'))
			.map(({ parameters }) => ({ file, key: parameters.sessionKey })),
	);
	expect(keys.length).toBeGreaterThan(3);
	for (const { key } of keys) expect(key).toMatch(/\.meta\.sessionId \}\}$/);
});

test.each(['database-row.json', 'spreadsheet.json'])(
	'%s goes on after a refused row, and a second run within ten minutes sends nothing twice',
	(file) => {
		const [send, ...more] = nodesOf(file).filter(({ type }) => type === 'n8n-nodes-wechat-mp.wechat');
		expect(more).toEqual([]);
		expect(send?.onError).toBe('continueErrorOutput');
		// The key of the row, and nothing that belongs to the execution.
		expect(send?.parameters.options).toEqual({
			clientMessageId: expect.stringMatching(/^=[a-z-]+\{\{ \$json\.(id|order) \}\}$/),
		});
	},
);
