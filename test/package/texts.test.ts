import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import codes from '../../core/errors/catalogue.json';
import { PUSH_TYPES } from '../../core/push/types';
import { OPERATIONS, RESOURCES } from '../../nodes/Wechat/resources';
import { fileOf } from '../operations/support/fileOf';

const ROOT = join(__dirname, '..', '..');

/** A text that a person may read, and where it stands. */
interface ShownText {
	place: string;
	text: string;
}

/** Texts that are spelled, or say things, in the way that the rule finds. */
const breaking = (texts: readonly ShownText[], rule: (text: string) => boolean): string[] =>
	texts.filter(({ text }) => rule(text)).map(({ place, text }) => `${place}: ${text}`);

const filesBelow = (folder: string, ending: string): string[] =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`);

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The literals of a source file, without import paths: what is shown in the editor, in errors and in the log is among them. */
function literalsOf(file: string): ShownText[] {
	const texts: ShownText[] = [];
	const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022);
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
			texts.push({ place: file, text: node.text });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

/** Every text inside a JSON file. */
function textsOfJson(file: string): ShownText[] {
	const texts: ShownText[] = [];
	JSON.parse(read(file), (_key, value: unknown) => {
		if (typeof value === 'string') texts.push({ place: file, text: value });
		return value;
	});
	return texts;
}

const paragraphsOf = (file: string): ShownText[] =>
	read(file)
		.split('\n\n')
		.map((text) => ({ place: file, text }));

const sources = ['core', 'nodes', 'credentials']
	.flatMap((folder) => filesBelow(folder, '.ts'))
	.flatMap(literalsOf);
const catalogue = textsOfJson('core/errors/catalogue.json');
const examples = filesBelow('examples', '.json').flatMap(textsOfJson);
const pages = [
	'README.md',
	'README.zh-CN.md',
	...filesBelow('docs', '.md').filter((file) => !file.includes('decisions/')),
].flatMap(paragraphsOf);
const everything = [...sources, ...catalogue, ...examples, ...pages];

/** The button of n8n 2; the word of older versions may stand beside it, and WeChat activates membership cards. */
const saysActivate = (text: string): boolean =>
	/activat|\bactive (workflow|trigger)|\b(be|is) active\b/i.test(
		text.replace(/\(older n8n:\s+activate( it)?\)/g, '').replace('Membership Card Activated', ''),
	);

test('no text tells a person to activate a workflow, where n8n has the button Publish', () => {
	expect(breaking(everything, saysActivate)).toEqual([]);
	expect(saysActivate('Activate the workflow first')).toBe(true);
	expect(saysActivate('publish it (older n8n: activate it)')).toBe(false);
});

test.each([
	['README.md', pages.filter(({ place }) => place === 'README.md')],
	['docs/web-authorization.md', pages.filter(({ place }) => place === 'docs/web-authorization.md')],
	['docs/guide/receive.md', pages.filter(({ place }) => place === 'docs/guide/receive.md')],
	['docs/guide/send-to-many.md', pages.filter(({ place }) => place === 'docs/guide/send-to-many.md')],
	['the WeChat Trigger', sources.filter(({ place }) => place.startsWith('nodes/WechatTrigger/'))],
	['follow-welcome.json', examples.filter(({ place }) => place.endsWith('follow-welcome.json'))],
	['login-page.json', examples.filter(({ place }) => place.endsWith('login-page.json'))],
	['phone-handover.json', examples.filter(({ place }) => place.endsWith('phone-handover.json'))],
	['order-webhook.json', examples.filter(({ place }) => place.endsWith('order-webhook.json'))],
	['database-row.json', examples.filter(({ place }) => place.endsWith('database-row.json'))],
	['spreadsheet.json', examples.filter(({ place }) => place.endsWith('spreadsheet.json'))],
])('%s says to publish, and that later edits need it again', (_name, texts) => {
	const text = texts.map((one) => one.text).join(' ');
	expect(text).toMatch(/publish[\s\S]*\(older n8n:\s+activate( it)?\)/i);
	expect(text).toMatch(/when you publish again|after publishing again|again\s+after\s+every\s+edit/i);
});

/** British forms of words that stand in our texts, and other spellings of the mini program; values of WeChat are no words. */
const MISSPELLED =
	// cspell:disable-next-line
	/\b(un)?(authoris|recognis|organis|customis|normalis|summaris|personalis)|behaviour|\bcolours?\b|favourit|\bcentre\b|mini-program/i;

test('every text is in US English and writes mini program in two words', () => {
	expect(breaking(everything, (text) => MISSPELLED.test(text))).toEqual([]);
	// cspell:disable-next-line
	expect(['Build Authorise URL', 'a mini-program', 'Colour'].every((text) => MISSPELLED.test(text))).toBe(
		true,
	);
});

/** Words that have another one in the editor and in WeChat's English documentation. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
	[/customer-service/i, 'customer service'],
	[/allow-list|white[- ]?list/i, 'allowlist'],
	[/\bopen ids?\b|\bopenIDs?\b|\bOpenIds?\b/, 'OpenID'],
	[/\bunion ids?\b|\bunionID\b|\bUnionId\b/, 'UnionID'],
	[/\bapp ids?\b|\bAppId\b|\bappID\b/, 'AppID'],
	[/\bapp secret\b/i, 'AppSecret'],
	[
		/\b(?:article|card|draft|keyword|material|media|menu|message|product|publish|tag|template|title|voice) ids?\b/,
		'ID',
	],
	[/\bservice notices? \(/i, 'template message (模板消息)'],
	[/\bpublic account|\bofficial accounts?\b/, 'Official Account'],
	[/\bfans?\b/i, 'follower'],
	[/\bredirect ur[il]\b|\bRedirect URI\b/, 'Redirect URL'],
	[/\bbegin date\b/i, 'Start Date'],
	[/\bBegin of\b/i, 'Beginning of'],
	[/\bweb sites?\b/i, 'website'],
	[/\be-mails?\b/i, 'email'],
];

test('one thing has one name', () => {
	// What has no spaces is a name of the code; what WeChat answers is its own.
	const answers = new Set(Object.values(codes).map(({ errmsg }) => errmsg));
	const texts = [...sources, ...catalogue, ...examples].filter(
		({ text }) => text.includes(' ') && !text.startsWith('/') && !answers.has(text),
	);
	const wrong = texts.flatMap(({ place, text }) =>
		OTHER_WORDS.filter(([word]) => word.test(text)).map(([, right]) => `${place}: write "${right}": ${text}`),
	);
	expect(wrong).toEqual([]);
});

test('a text that names an operation of a resource uses the names of the lists', () => {
	const operationsOf = new Map(
		RESOURCES.map(({ name, value }) => [
			name,
			OPERATIONS.filter(({ resource }) => resource === value).map(({ option }) => option.name),
		]),
	);
	const wrong = everything.flatMap(({ place, text }) =>
		[...operationsOf].flatMap(([resource, operations]) =>
			text
				.split(`${resource} → `)
				.slice(1)
				.filter((rest) => !operations.some((name) => rest.startsWith(name)))
				.map((rest) => `${place}: ${resource} → ${rest.slice(0, 30)}`),
		),
	);
	expect(wrong).toEqual([]);
});

test('a text that names an event by its name uses a name of the list', () => {
	const titles = new Set(PUSH_TYPES.map(({ title }) => title));
	const wrong = everything.flatMap(({ place, text }) =>
		[...text.matchAll(/\bevents? ((?:[A-Z][a-z]+ )+[A-Z][a-z]+)\b/g)]
			.map(([, name = '']) => name)
			.filter((name) => !titles.has(name))
			.map((name) => `${place}: event ${name}`),
	);
	expect(wrong).toEqual([]);
});

test('thousands in the texts of the nodes are set off by commas', () => {
	const inNodes = sources.filter(({ place }) => place.startsWith('nodes/'));
	expect(breaking(inNodes, (text) => /(?<!\d)\d{1,3} 000\b/.test(text))).toEqual([]);
});

test('actions are in sentence case and have no articles', () => {
	const actions = OPERATIONS.map((operation) => ({
		place: `${fileOf(operation)}: write "action" in sentence case, without articles, e.g. 'Get count of drafts'`,
		text: operation.option.action,
	}));
	expect(breaking(actions, (text) => /\b(an?|the)\b/i.test(text) || !/^[A-Z][a-z]+ /.test(text))).toEqual([]);
});

test('an operation named by a word that says nothing of its object acts on what its resource is called', () => {
	// Template Message → Delete deletes a template, Subscription Notification → Get Many gets templates.
	const bare = ['Get', 'Get Many', 'Create', 'Delete', 'Update', 'Add', 'Remove', 'Upload', 'Download'];
	const natural = [
		'article',
		'comment',
		'draft',
		'massMessage',
		'material',
		'media',
		'menu',
		'qrCode',
		'qrCodeJump',
		'shortKey',
		'tag',
		'user',
	];
	const vague = OPERATIONS.filter(
		({ resource, option }) => bare.includes(option.name) && !natural.includes(resource),
	).map(
		(operation) =>
			`${fileOf(operation)}: say in "name" what "${operation.option.name}" acts on, or add ${operation.resource} to this test's list if it acts on just that`,
	);
	expect(vague).toEqual([]);
});
