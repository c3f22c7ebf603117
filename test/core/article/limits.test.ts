import { checkContent, checkPictureCount, withinLimit } from '../../../core/article/articleLimits';
import { checkDepth, checkSource } from '../../../core/article/sourceLimits';
import { element, type Element } from '../../../core/article/tree';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { writeArticle } from './writeArticle';

/** What a check refuses; undefined when it passes. */
async function ruleOf(check: () => unknown): Promise<string | undefined> {
	try {
		await check();
		return undefined;
	} catch (error) {
		return error instanceof InvalidInputError ? error.rule : String(error);
	}
}

const nested = (tagName: string, levels: number): Element =>
	levels === 0 ? element('p', {}) : element(tagName, {}, nested(tagName, levels - 1));
const MB = 1024 * 1024;

test.each<[string, (more: number) => unknown, string]>([
	['pictures', (more) => checkPictureCount('Text', 100 + more), 'has 101 pictures, the limit is 100'],
	[
		'characters that readers see',
		(more) => checkContent('Text', 'a'.repeat(19_999 + more), ''),
		'has 20000 characters of text, an article has fewer than 20000',
	],
	[
		'bytes of HTML',
		(more) => checkContent('Text', '', `${'长'.repeat(349_525)}${'a'.repeat(more)}`),
		'becomes 1024 KB of HTML, an article has less than 1024 KB',
	],
	[
		'characters of Markdown',
		(more) => checkSource('Text', `${'a\n\n'.repeat(33_333)}${'a'.repeat(1 + more)}`, 'markdown'),
		'has 100001 characters, far more than the 20,000 of an article',
	],
	[
		'characters of HTML',
		(more) => checkSource('Text', 'a'.repeat(MB + more), 'html'),
		'has 1048577 characters, far more than the 20,000 of an article',
	],
	[
		'characters without an empty line',
		(more) => checkSource('Text', `a\n \t\n${'a'.repeat(20_000 + more)}`, 'markdown'),
		'has 20001 characters without an empty line, the limit is 20000',
	],
	[
		'quotes in quotes',
		(more) => checkSource('Text', `${'>'.repeat(20 + more)} a`, 'markdown'),
		'nests lists or quotes 21 deep, the limit is 20',
	],
	[
		'levels of a list, by their spaces',
		(more) => checkSource('Text', `${'    '.repeat(19 + more)}- a`, 'markdown'),
		'nests lists or quotes 21 deep, the limit is 20',
	],
	[
		'levels of a list, by their tabs',
		(more) => checkSource('Text', `${'\t'.repeat(19 + more)}1. a`, 'markdown'),
		'nests lists or quotes 21 deep, the limit is 20',
	],
	[
		'lists in lists',
		(more) => checkDepth('Text', { children: [nested('ul', 20 + more)] }),
		'nests lists or quotes more than 20 deep, the limit is 20',
	],
	[
		'elements in elements',
		(more) => checkDepth('Text', { children: [nested('b', 199 + more)] }),
		'nests elements too deeply, the limit is 200',
	],
	[
		'elements',
		(more) =>
			checkDepth('Text', {
				children: Array.from({ length: 20_000 + more }, () => element('p', {})),
			}),
		'has more than 20000 elements',
	],
	[
		'characters of front matter',
		async (more) => await writeArticle(`---\ntitle: ${'x'.repeat(9_993 + more)}\n---\n\na`),
		'has front matter of 10001 characters, the limit is 10000',
	],
	[
		'characters of CSS',
		async (more) => await writeArticle('a', { customCss: `/*${'x'.repeat(49_996 + more)}*/` }),
		'has 50001 characters of CSS, the limit is 50000',
	],
	[
		'selectors',
		async (more) => await writeArticle('a', { customCss: 'p{}'.repeat(2_000 + more) }),
		'has 2001 selectors, the limit is 2000',
	],
])('of %s the most is accepted, and one more refused', async (_what, check, rule) => {
	expect(await ruleOf(() => check(0))).toBeUndefined();
	expect(await ruleOf(() => check(1))).toBe(rule);
});

test('withinLimit counts an emoji as one, and names the length of what is longer', () => {
	expect(withinLimit('Title', '😀'.repeat(3), 3, 'Shorten it.')).toHaveLength(6);
	expect(() => withinLimit('Title', 'abcd', 3, 'Shorten it.')).toThrow(
		'Title: has 4 characters, the limit is 3',
	);
});

test.each([
	['an emoji', '😀'.repeat(19_999)],
	['any white space', `a${' \n'.repeat(20_000)}b`],
])('of the characters that readers see, %s counts as one', (_what, visible) => {
	expect(() => checkContent('Text', visible, '')).not.toThrow();
});

test('the addresses on WeChat that pictures will get count as HTML', async () => {
	const styled = `<p style="font-family:${'a'.repeat(MB - 200)}">x</p>`;
	const write = async (more: string) => await writeArticle(styled + more, { format: 'html' });
	expect(await ruleOf(async () => await write('<b>y</b>'))).toBeUndefined();
	expect(await ruleOf(async () => await write('<img src="//a">'))).toMatch(/^becomes 1025 KB of HTML/);
});

test('code is colored up to 5000 characters a block, and 20 000 in all', async () => {
	const html = async (...lengths: number[]) => {
		const blocks = lengths.map((length) => `const${' '.repeat(length - 5)}`);
		const source = blocks.map((code) => `<pre><code class="language-js">${code}</code></pre>`).join('');
		return (await writeArticle(source, { format: 'html', theme: 'plain' })).html;
	};
	expect(await html(5_000)).toContain('>const</span>');
	expect(await html(5_001)).not.toContain('<span');
	expect((await html(5_000, 5_000, 5_000, 4_900, 101)).split('>const</span>')).toHaveLength(5);
});
