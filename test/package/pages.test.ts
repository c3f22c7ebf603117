import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { WechatMpApi } from '../../credentials/WechatMpApi.credentials';
import { CONSOLE_PATHS } from '../../core/errors/consolePaths';
import { CATALOGUE } from '../../core/errors/catalogue';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const markdownBelow = (folder: string): string[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		// What tests install beside the simulator is not ours.
		.filter((file) => file.endsWith('.md') && !/(?:^|[\\/])(?:\.cache|node_modules)[\\/]/.test(file))
		.map((file) => path.posix.join(folder, file.split(path.sep).join('/')));

const atRoot = readdirSync(ROOT).filter((file) => file.endsWith('.md'));
const pages = [...atRoot, ...['.github', 'docs', 'simulator'].flatMap(markdownBelow)];
/** Pages made from other sources, which have tests of their own: they stand beside the guide. */
const BESIDE = ['examples.md', 'migration.md'];
const guides = pages.filter((file) => /^docs\/(guide|zh-CN)\//.test(file) && !file.endsWith('/examples.md'));
const readmes = ['README.md', 'README.zh-CN.md'];
/** Pages for people who use the package: what stands in bold there is what the editor shows. */
const forUsers = [...guides, ...readmes];

/** A page without its code blocks. */
const proseOf = (file: string): string => read(file).replace(/^ *```[\s\S]*?^ *```/gm, '');

/** `file: what` for everything that a rule finds wrong in pages. */
const findings = (files: readonly string[], find: (file: string) => string[]): string[] =>
	files.flatMap((file) => find(file).map((what) => `${file}: ${what}`));

/** The anchors that GitHub makes of the headings of a page, and those written out. */
function anchorsOf(file: string): Set<string> {
	const text = read(file);
	const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);
	return new Set([...headings, ...[...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)]);
}

it('every link and image leads to a file of the repository, and to a heading that is there', () => {
	const dead = findings(pages, (file) =>
		[...proseOf(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].flatMap(([, target = '']) => {
			const [name = '', anchor = ''] = target.split('#');
			const full = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
			if (!existsSync(path.join(ROOT, full))) return [`no file ${target}`];
			if (anchor === '' || statSync(path.join(ROOT, full)).isDirectory()) return [];
			return anchorsOf(full).has(decodeURIComponent(anchor)) ? [] : [`no heading ${target}`];
		}),
	);
	expect(dead).toEqual([]);
	expect(pages.length).toBeGreaterThan(50);
});

it('every page of the guide is there in both languages, stands in the contents, and leads to the next one', () => {
	const names = (folder: string) => readdirSync(path.join(ROOT, folder)).sort();
	expect(names('docs/zh-CN').filter((name) => !BESIDE.includes(name))).toEqual(names('docs/guide'));
	for (const folder of ['docs/guide', 'docs/zh-CN']) {
		const steps = [...read(`${folder}/README.md`).matchAll(/^\d+\. \[.+?\]\(([\w-]+\.md)\)/gm)].map(
			([, name = '']) => name,
		);
		expect([...steps, 'README.md'].sort()).toEqual(names(folder).filter((name) => !BESIDE.includes(name)));
		const numbers = steps.map((name) => /^# (\d+)\. /.exec(read(`${folder}/${name}`))?.[1]);
		expect(numbers).toEqual(steps.map((_, index) => String(index + 1)));
		const followers = steps
			.slice(0, -1)
			.map((name) => /\n(Next: |下一步：)\[.+?\]\((.+?)\)/.exec(read(`${folder}/${name}`))?.[2]);
		expect(followers).toEqual(steps.slice(1));
	}
});

it('both languages of a page have the same headings, tables, links, commands, codes and names in bold', () => {
	const shape = (file: string) => {
		const text = read(file);
		const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found).sort();
		return {
			headings: all(/^(#+) /gm).length,
			rows: all(/^(\|)/gm).length,
			links: all(/\]\(([^)#]+\.\w+)[)#]/g).filter(
				(link) => !/^\.\.\/(guide|zh-CN)\/README|diagrams\/|examples\.md|migration/.test(link),
			),
			codes: all(/errors\.md#(e-?\d+)/g),
			bold: all(/\*\*([A-Z][^*]*)\*\*/g).filter((name) => EDITOR.has(name)),
		};
	};
	for (const english of guides.filter((file) => file.startsWith('docs/guide/'))) {
		expect({ english, ...shape(english.replace('docs/guide', 'docs/zh-CN')) }).toEqual({
			english,
			...shape(english),
		});
	}
});

it('every npm command of a page is a script of package.json', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const inHost = ['start'];
	const unknown = findings(pages, (file) =>
		[...read(file).matchAll(/npm run (?:-s )?([\w:-]+)/g)]
			.map(([, name = '']) => name)
			.filter((name) => !(name in scripts) && !inHost.includes(name)),
	);
	expect(unknown).toEqual([]);
});

/** The buttons, tabs and menus of n8n itself that the pages name. */
const OF_N8N = [
	'Settings',
	'Community nodes',
	'Install',
	'Update',
	'Import',
	'From file',
	'Install a community node',
	'Credentials',
	'Create credential',
	'Continue',
	'Save',
	'Triggers',
	'Actions',
	'Webhook URLs',
	'Add to workflow',
	'More details',
	'Publish',
	'Production URL',
	'Test URL',
	'Executions',
	'Execute step',
	'Execute workflow',
	'Execute Query',
	'Error details',
	'On Error',
	'Continue (using error output)',
	'Retry',
	'Retry On Fail',
	'⋯',
	'+',
];

/** Every name that the editor shows for our nodes and our credential: fields, options, values and the nodes themselves. */
function editorNames(): Set<string> {
	const names = new Set<string>([...OF_N8N, ...RESOURCES.map(({ name }) => name)]);
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(visit);
		else if (typeof value === 'object' && value !== null) {
			const { displayName, name, action } = value as Record<string, unknown>;
			for (const one of [displayName, name, action]) if (typeof one === 'string') names.add(one);
			Object.values(value).forEach(visit);
		}
	};
	const nodes = [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()];
	visit([...nodes.map(({ description }) => description), new WechatMpApi()]);
	for (const { option, fields } of OPERATIONS) visit([option, fields]);
	return names;
}

const EDITOR = editorNames();
const OPERATION_NAMES = new Set(
	OPERATIONS.map(
		({ resource, option }) => `${RESOURCES.find(({ value }) => value === resource)?.name} → ${option.name}`,
	),
);

/** The word in which the pages say what bold means. */
const MEANING = ['bold', '粗体'];

it('a name in bold on a page for users is one that the editor shows', () => {
	const unknown = findings(forUsers, (file) =>
		[...proseOf(file).matchAll(/\*\*(.+?)\*\*/gs)]
			.map(([, bold = '']) => bold.replace(/\s+/g, ' '))
			.filter((bold) => !OPERATION_NAMES.has(bold) && !EDITOR.has(bold))
			.filter((bold) => !bold.split(' → ').every((part) => EDITOR.has(part)))
			.filter((bold) => !MEANING.includes(bold)),
	);
	expect(unknown).toEqual([]);
	expect(EDITOR.has('Reply Window')).toBe(true);
	expect(EDITOR.has('Reply Windows')).toBe(false);
});

it('an operation that a page names in bold is one of the registry', () => {
	const resources = new Set(RESOURCES.map(({ name }) => name));
	const named = forUsers.flatMap((file) =>
		[...proseOf(file).matchAll(/\*\*([^*]+?) → ([^*]+?)\*\*/g)].map(([, resource = '', name = '']) => ({
			resource,
			text: `${resource} → ${name}`,
		})),
	);
	const ofOurs = named.filter(({ resource }) => resources.has(resource));
	expect(ofOurs.length).toBeGreaterThan(150);
	expect(ofOurs.filter(({ text }) => !OPERATION_NAMES.has(text))).toEqual([]);
});

it('a node that a page of the guide names in italics is in an example that the page links to', () => {
	const wrong = findings(guides, (file) => {
		const text = proseOf(file);
		const nodes = [...text.matchAll(/examples\/([\w-]+\.json)\)/g)].flatMap(([, example = '']) =>
			(JSON.parse(read(`examples/${example}`)) as { nodes: Array<{ name: string }> }).nodes.map(
				({ name }) => name,
			),
		);
		return [...text.matchAll(/(?<![\w_`])_([^_\n]+)_(?![\w_])/g)]
			.map(([, name = '']) => name)
			.filter((name) => !nodes.includes(name));
	});
	expect(wrong).toEqual([]);
});

it.each([
	['ai-chat-certified', 3],
	['ai-chat-personal', 3],
	['markdown-to-article', 4],
])('%s has as many nodes with our credential as its page says', (name, count) => {
	const { nodes } = JSON.parse(read(`examples/${name}.json`)) as { nodes: Array<{ type: string }> };
	expect(nodes.filter(({ type }) => type.startsWith('n8n-nodes-wechat-mp.'))).toHaveLength(count);
});

it('a return code that a page links to is one of the catalogue', () => {
	const codes = new Set(CATALOGUE.map(({ code }) => code));
	const unknown = findings(pages, (file) =>
		[...read(file).matchAll(/\[(-?\d+)\]\([^)]*errors\.md#e(-?\d+)\)/g)]
			.filter(([, shown, linked]) => shown !== linked || !codes.has(Number(linked)))
			.map(([link]) => link),
	);
	expect(unknown).toEqual([]);
});

/** Words in code style that are values of n8n, of the web or of an example, and no names of ours. */
const OTHER_WORDS = new Set([
	'wechat',
	'typeVersion',
	'localhost',
	'deploy',
	'daemon.json',
	'proxy_pass',
	'result',
	'phone',
	'errcode',
]);

it('a name in code style on a page of the guide is a field of pushes, of outputs, or known otherwise', () => {
	const known = [
		...['core', 'nodes', 'credentials'].flatMap((folder) =>
			readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ts'))
				.map((name) => read(`${folder}/${name}`)),
		),
	].join('\n');
	const words = new Set(known.match(/[A-Za-z_][A-Za-z0-9_]*/g));
	const unknown = findings(guides, (file) =>
		[...proseOf(file).matchAll(/`([A-Za-z_][\w.]*)`/g)]
			.map(([, word = '']) => word)
			.filter((word) => !/^(N8N|WEBHOOK)_|example\.com$/.test(word) && !OTHER_WORDS.has(word))
			.filter((word) => !word.split('.').every((part) => words.has(part))),
	);
	expect(unknown).toEqual([]);
});

/** Everything that people may read: pages, and the texts of our sources and examples. */
const texts = [
	...pages,
	...['core', 'nodes', 'credentials', 'examples', 'demo', 'simulator'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(ts|json|js|html)$/.test(name) && !name.includes('node_modules'))
			.map((name) => path.posix.join(folder, name)),
	),
].filter((file) => file !== 'core/errors/consolePaths.ts');

const CHAIN =
	/(微信开发者平台|mp\.weixin\.qq\.com|设置与开发|我的业务|基础信息|接口管理|开发接口管理|公众号设置)((?:\s+→\s+(?:\p{Script=Han}|IP |[a-z/]|公众号\/服务号)+)+)/gu;

/** Paths of the console in a text, on one line each. */
const chainsIn = (text: string): string[] =>
	[...text.matchAll(CHAIN)].map(([chain]) => chain.replace(/\s+/g, ' ').trim());

const isConsolePath = (chain: string): boolean =>
	CONSOLE_PATHS.some(
		(known) =>
			known === chain ||
			known.startsWith(`${chain} → `) ||
			known.endsWith(` → ${chain}`) ||
			known.includes(` → ${chain} → `),
	);

it('every path of the console that a text names stands in core/errors/consolePaths.ts', () => {
	expect(findings(texts, (file) => chainsIn(read(file)).filter((chain) => !isConsolePath(chain)))).toEqual(
		[],
	);
	expect(isConsolePath('设置与开发 → 开发接口管理')).toBe(false);
	expect(chainsIn('（微信开发者平台 → 我的业务 →\n  公众号/服务号 → 基础信息）')).toEqual([
		'微信开发者平台 → 我的业务 → 公众号/服务号 → 基础信息',
	]);
});

it('no text sends people to the server configuration of the old console', () => {
	expect(texts.filter((file) => /公众平台(后台)?的?(服务器|基本|开发)配置/.test(read(file)))).toEqual([]);
});

it('a page or text that names the old place of what moved names the developer platform before it', () => {
	const OLD = '设置与开发 → 基本配置';
	const late = texts.filter((file) => {
		const text = read(file).replace(/\s+/g, ' ');
		const old = text.indexOf(OLD);
		return old >= 0 && !text.slice(0, old).includes('微信开发者平台');
	});
	expect(late).toEqual([]);
});
