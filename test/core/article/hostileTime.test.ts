import { joinSpacedAddresses } from '../../../core/text/spacedAddresses';
import { refusalOf, writeArticle } from './writeArticle';

/** Processor time of some work, in seconds, and what came of it. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; isFast: boolean }> {
	const begun = process.cpuUsage().user;
	const result = await work();
	return { result, isFast: process.cpuUsage().user - begun < 10_000_000 };
}

const some = (count: number, part: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => part(index)).join('');

describe('HTML of a stranger is read, or refused, in seconds', () => {
	test.each([
		['white space in a style', `<p style="color:red${' '.repeat(200_000)}y">a</p>`, 'color:red y'],
		['open parentheses', `<p style="color:red;${'('.repeat(200_000)}">a</p>`, 'color:red'],
		['unclosed pictures', `<p style="color:red;background:${'url('.repeat(50_000)}">a</p>`, 'color:red'],
		['pictures and a quote', `<p style="color:red;background:${'url('.repeat(50_000)}'">a</p>`, 'color:red'],
	])(
		'%s',
		async (_what, source, style) => {
			const { result, isFast } = await timed(async () => await writeArticle(source, { format: 'html' }));
			expect({ isFast, html: result.html }).toEqual({ isFast: true, html: `<p style="${style}">a</p>` });
		},
		30_000,
	);

	test.each([
		[
			'formatting that every paragraph repeats',
			some(3_000, (at) => `<b id="${at}">`) + '<p>x'.repeat(3_000),
			'nests elements too deeply',
		],
		[
			'formatting in a text of Markdown',
			`a ${some(900, (at) => `<b id="${at}">`)}\n\n${'<p>x\n\n'.repeat(3_000)}`,
			'nests elements too deeply',
		],
		[
			'depth that every tag searches',
			'<span>'.repeat(20_000) + '</x>'.repeat(200_000),
			'nests elements too deeply',
		],
		[
			'rules for very many elements',
			`<style>${'p i{color:red}'.repeat(1_500)}</style>${'<p><i>a</i></p>'.repeat(2_000)}`,
			'has too many rules for a text of so many elements',
		],
		[
			'selectors for very many elements',
			`<style>${some(1_500, (at) => `[a${at}]{color:red}`)}</style>${'<i>a</i>'.repeat(9_000)}`,
			'has too many rules for a text of so many elements',
		],
		[
			'a variable that grows in every element',
			`<style>:root{--a:${'var(--b)'.repeat(400)};--b:xxxxxxxxxx}p{color:var(--a)}</style>${'<p>a</p>'.repeat(5_000)}`,
			'KB of HTML, an article has less than 1024 KB',
		],
	])(
		'%s',
		async (_what, source, rule) => {
			const format = source.startsWith('a ') ? 'markdown' : 'html';
			const { result, isFast } = await timed(async () => await refusalOf(source, { format }));
			expect({ isFast, rule: result.rule }).toEqual({ isFast: true, rule: expect.stringContaining(rule) });
		},
		30_000,
	);

	test.each([
		['a long chain of ancestors', `<style>${'* '.repeat(12)}{color:red}</style>${'<div>'.repeat(100)}a`],
		['a long chain of siblings', `<style>${'i ~ '.repeat(8)}i{color:red}</style>${'<i>a</i>'.repeat(1_000)}`],
		['brackets', `<style>${'['.repeat(49_000)}{color:red}</style>a`],
		['white space in a rule', `<style>p{color:red${' '.repeat(49_000)}y}</style>a`],
		['code', `<pre><code class="language-cpp">${'a '.repeat(9_900)}</code></pre>`],
	])(
		'%s',
		async (_what, source) => {
			const { isFast } = await timed(async () => await writeArticle(source, { format: 'html' }));
			expect(isFast).toBe(true);
		},
		30_000,
	);
});

test.each(['[a] ', '![a] '])(
	'a long address that %j repeats is refused',
	async (reference) => {
		const source = `[a]: http://example.com/${'x'.repeat(15_000)}\n\n${reference.repeat(3_000)}`;
		const { result, isFast } = await timed(async () => await refusalOf(source));
		expect([result.rule, isFast]).toEqual([expect.stringMatching(/^becomes \d{5} KB of HTML/), true]);
	},
	30_000,
);

test('a picture that stands in the text may be referred to', async () => {
	const picture = `data:image/png;base64,${'A'.repeat(300_000)}`;
	expect((await writeArticle(`![a] ![a] ![a]\n\n[a]: ${picture}`)).pictures).toEqual([picture]);
});

test('white space after a picture is searched once', async () => {
	const source = `![](${' '.repeat(200_000)}`;
	const { result, isFast } = await timed(() => joinSpacedAddresses(source).source);
	expect([result, isFast]).toEqual([source, true]);
});

test.each([
	['html', `<section>a${' '.repeat(300_000)}b<p>c</p></section>`],
	['html', `<div>${' \n'.repeat(150_000)}a${'\t'.repeat(300_000)}b</div>`],
	['markdown', `\\[ a${' a'.repeat(9_000)}b\\]`],
] as const)(
	'a run of white space in a text of %s is searched once',
	async (format, source) => {
		const { isFast } = await timed(async () => await writeArticle(source, { format }));
		expect(isFast).toBe(true);
	},
	30_000,
);

describe('a selector means what it means in a browser', () => {
	const html =
		'<section class="a"><p title="x y">1</p><p>2</p><blockquote><p>3</p></blockquote><p>4</p></section><p>5</p>';

	test.each([
		['.a p', '1234'],
		['.a > p', '124'],
		['.a>p', '124'],
		['p + p', '2'],
		['p~p', '24'],
		['.a p + blockquote p', '3'],
		['.a blockquote ~ p', '4'],
		['section.a > :first-child', '1'],
		['p[title="x y"]', '1'],
		['.a  p:not(.b):last-child', '34'],
		['p[title="x > y"], blockquote > p', '3'],
	])('%s', async (selector, texts) => {
		const customCss = `${selector} { color: red }`;
		const article = await writeArticle(html, { format: 'html', customCss });
		const found = [...article.html.matchAll(/<p[^>]* style="color:red">(\d)<\/p>/g)].map(([, text]) => text);
		expect([found.join(''), article.ignoredCss]).toEqual([texts, []]);
	});

	test.each(['> p', 'p > > p', 'p >', 'p:has(i)', 'p[', '+'])(
		'%s is named as one without effect',
		async (selector) => {
			const article = await writeArticle(html, { format: 'html', customCss: `${selector} { color: red }` });
			expect([article.html.includes('color'), article.ignoredCss]).toEqual([false, [selector]]);
		},
	);
});

test('an animation does not change where a link leads', async () => {
	const animated = (name: string) =>
		`<svg><a href="https://mp.weixin.qq.com/s/x"><animate attributeName="${name}" values="javascript:alert(1)"/><text>a</text></a></svg>`;
	const [href, xlink, opacity] = await Promise.all(
		['HREF', 'xlink:href', 'opacity'].map(
			async (name) => (await writeArticle(animated(name), { format: 'html' })).html,
		),
	);
	expect(href).not.toMatch(/attributeName/i);
	expect(xlink).not.toMatch(/attributeName/i);
	expect(opacity).toContain('attributeName="opacity"');
});

test.each(['\\sqrt{', '{'])('a formula of very many %j is refused by name', async (part) => {
	const { rule } = await refusalOf(`$$\n${part.repeat(2_000)}x${'}'.repeat(2_000)}\n$$`);
	expect(rule).toMatch(/has a formula that cannot be drawn, number 1, .*: it is nested too deeply$/);
});
