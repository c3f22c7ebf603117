import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { N8N_VERSION } from '../../host/versions';
import { WechatMpApi } from '../../credentials/WechatMpApi.credentials';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { WechatOAuthTrigger } from '../../nodes/WechatOAuthTrigger/WechatOAuthTrigger.node';
import { WechatTrigger } from '../../nodes/WechatTrigger/WechatTrigger.node';
import { variablesOfN8n } from './n8nVariables';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const NAMES = readdirSync(path.join(ROOT, 'docs/guide')).filter((name) => name !== 'README.md');
const PAGES = ['docs/guide', 'docs/zh-CN'].flatMap((folder) => NAMES.map((name) => `${folder}/${name}`));

/** The numbered steps of a page, each as one text. */
const stepsOf = (file: string): string[] => read(file).match(/^\d+\. .*(?:\n {3}.*)*/gm) ?? [];
/** What a step shows in bold, sorted: the order of words differs between languages. */
const boldOf = (step: string): string[] =>
	[...step.matchAll(/\*\*([A-Z+⋯].*?)\*\*/gs)].map(([, name = '']) => name.replace(/\s+/g, ' ')).sort();

it.each(NAMES)('%s says the same in both languages, step by step', (name) => {
	const [english, chinese] = ['docs/guide', 'docs/zh-CN'].map((folder) =>
		stepsOf(`${folder}/${name}`).map(boldOf),
	);
	expect(chinese).toEqual(english);
});

/** Every field of our nodes and our credential, with what can be chosen or added there; several nodes may have one of that name. */
function optionsByField(): ReadonlyMap<string, ReadonlySet<string>> {
	const options = new Map<string, Set<string>>();
	const visit = (properties: readonly INodeProperties[]): void => {
		for (const { displayName, options: entries = [] } of properties) {
			const names = options.get(displayName) ?? new Set();
			options.set(displayName, names);
			for (const entry of entries) {
				if ('values' in entry) visit(entry.values);
				else if ('displayName' in entry) {
					names.add(entry.displayName);
					visit([entry]);
				} else names.add(entry.name);
			}
		}
	};
	const nodes = [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()];
	for (const { description } of nodes) visit(description.properties);
	visit(new WechatMpApi().properties);
	return options;
}

it('a value that a table of a page gives to a field is one of its options', () => {
	const options = optionsByField();
	const rows = PAGES.flatMap((file) =>
		[...read(file).matchAll(/^\|[^|]*\| \*\*(.+?)\*\* +\| \*\*(.+?)\*\*/gm)].map(
			([, field = '', value = '']) => ({ file, field, value }),
		),
	);
	expect(rows.length).toBeGreaterThan(12);
	expect(rows.filter(({ field, value }) => !options.get(field)?.has(value))).toEqual([]);
});

it('a value and a field in one sentence belong together', () => {
	const options = optionsByField();
	const pairs = PAGES.flatMap((file) =>
		[...read(file).matchAll(/\*\*([^*]+)\*\*\s(?:under|at|to|选|保持|设为)\s\*\*([^*]+)\*\*/g)].map(
			([, first = '', second = '']) => ({ file, first, second }),
		),
	).filter(({ first, second }) => options.has(first) || options.has(second));
	const strangers = pairs.filter(
		({ first, second }) => !options.get(first)?.has(second) && !options.get(second)?.has(first),
	);
	expect(pairs.length).toBeGreaterThan(5);
	expect(strangers).toEqual([]);
});

it('every variable of n8n that a page names is one that n8n reads', () => {
	const known = variablesOfN8n();
	const named = ['README.md', 'docs/web-authorization.md', ...PAGES].flatMap((file) =>
		[...read(file).matchAll(/\b((?:N8N|WEBHOOK|EXECUTIONS|QUEUE|DB)_[A-Z0-9_]+)/g)].map(
			([, name = '']) => name,
		),
	);
	expect(new Set(named).size).toBeGreaterThan(6);
	expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('the n8n that a page has people start is the one that is tested', () => {
	const versions = PAGES.flatMap((file) =>
		[...read(file).matchAll(/n8n@([\d.]+)/g)].map(([, version]) => version),
	);
	expect([...new Set(versions)]).toEqual([N8N_VERSION]);
});

it('the README counts the examples that are there', () => {
	const examples = readdirSync(path.join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));
	expect(read('README.md')).toContain(`${examples.length} workflows to import`);
	expect(read('README.zh-CN.md')).toContain(`${examples.length} 个可以直接导入的工作流`);
});

it('every flag of an npm command on a page is one that its program reads', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const files = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'simulator/README.md', ...PAGES];
	const flags = files.flatMap((file) =>
		[...read(file).matchAll(/npm run (?:-s )?([\w:]+) -- ([^`\n]*)/g)].flatMap(([, script = '', rest = '']) =>
			[...rest.matchAll(/--([a-z][\w-]*)/g)].map(([, flag = '']) => ({ file, script, flag })),
		),
	);
	const unread = flags.filter(({ script, flag }) => {
		const folder = /[\w-]+(?=\/[\w.-]+\.\w+)/.exec(scripts[script] ?? '')?.[0] ?? '';
		const sources = readdirSync(path.join(ROOT, folder)).filter((name) => /\.(ts|mjs|cjs)$/.test(name));
		return !sources.some((name) => new RegExp(`\\b${flag}\\b`).test(read(`${folder}/${name}`)));
	});
	expect(flags.length).toBeGreaterThan(4);
	expect(unread).toEqual([]);
});

it('a notice in the editor has no markup but what n8n leaves in it', () => {
	const notices: string[] = [];
	const visit = (properties: readonly INodeProperties[]): void => {
		for (const { type, displayName, options = [] } of properties) {
			if (type === 'notice') notices.push(displayName);
			for (const entry of options) {
				if ('values' in entry) visit(entry.values);
				else if ('displayName' in entry) visit([entry]);
			}
		}
	};
	for (const { description } of [new Wechat(), new WechatTrigger(), new WechatOAuthTrigger()]) {
		visit(description.properties);
	}
	visit(new WechatMpApi().properties);
	expect(notices.length).toBeGreaterThan(5);
	// Its editor sanitizes notices, and takes line breaks and bold away.
	expect(notices.filter((text) => /<(?!\/?(?:a|ul|li)\b)/.test(text))).toEqual([]);
});
