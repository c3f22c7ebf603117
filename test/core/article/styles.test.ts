import { THEMES } from '../../../core/article/themes';
import { createDraft } from '../../../nodes/Wechat/resources/draft/create';
import { writeArticle } from './writeArticle';

const styleOf = async (html: string, customCss: string) =>
	/<p style="([^"]*)"/.exec((await writeArticle(html, { format: 'html', customCss })).html)?.[1];

describe('rules are written into elements so that', () => {
	test.each([
		['the more particular selector wins', 'p.a{color:red}p{color:blue}', 'color:red'],
		['the later rule wins among equals', 'p{color:red}p{color:blue}', 'color:blue'],
		['an id wins over classes', '#b{color:red}p.a.a{color:blue}', 'color:red'],
		['important wins over everything', 'p{color:red !important}#b{color:blue}', 'color:red'],
		['a variable is its value', ':root{--x:red}p{color:var(--x)}', 'color:red'],
		['a missing variable is its fallback', 'p{color:var(--y,rgb(1,2,3))}', 'color:rgb(1,2,3)'],
		['a part follows its shorthand', 'p{margin:0}p{margin-top:1px}', 'margin:0;margin-top:1px'],
		['quotes are references with a name', "p{font-family:'A B'}", 'font-family:&quot;A B&quot;'],
		[
			'a shorthand undoes its part before it',
			'p{margin:1px}p{margin-top:2px}p{margin:0}',
			'margin-top:2px;margin:0',
		],
		['quotes in quotes stay', `p{font-family:"A'B"}`, 'font-family:&quot;A&#x27;B&quot;'],
		['an attribute counts like a class', 'p[id]{color:red}p{color:blue}', 'color:red'],
		['a pseudo-class counts like a class', 'p:first-child{color:red}p{color:blue}', 'color:red'],
		['what :not holds counts, and :not does not', 'p:not(.x){color:red}p.a{color:blue}', 'color:blue'],
		['more names win', 'section p{color:red}p{color:blue}', 'color:red'],
		[
			'the case of a property means nothing, that of a variable does',
			':root{--X:red;--x:blue}p{COLOR:var(--X)}',
			'color:red',
		],
		['a shorthand replaces the same one', 'p{margin:0}p.a{margin:1px}', 'margin:1px'],
	])('%s', async (_what, css, style) => {
		expect(await styleOf('<p class="a" id="b">x</p>', css)).toBe(style);
	});

	test.each(['html', 'body', ':root', '*'])(
		'what fits a page to its window is left out of %s',
		async (page) => {
			const css = `${page}{min-height:100vh;height:100%;display:flex;overflow-x:hidden;color:red}body p{height:1em}`;
			const { html } = await writeArticle('<p>x</p>', { format: 'html', customCss: css });
			expect(html).toBe('<section style="color:red"><p style="height:1em">x</p></section>');
		},
	);

	test('an element’s own style wins over rules, but for important ones', async () => {
		expect(await styleOf('<p style="color:red;width:1px">x</p>', 'p{color:blue;width:2px !important}')).toBe(
			'color:red;width:2px',
		);
	});

	test('an element’s own important style wins over important rules', async () => {
		const html = '<p style="color:red !important">x</p>';
		expect(await styleOf(html, 'p{color:blue !important}')).toBe('color:red');
	});

	test.each([
		['width:;height:1px', 'height:1px'],
		['font-family:"a;b";height:1px', 'font-family:&quot;a;b&quot;;height:1px'],
		[
			'background:url(https://mmbiz.qpic.cn/a;b);height:1px',
			'background:url(https://mmbiz.qpic.cn/a;b);height:1px',
		],
	])('the own style %s has no part that it does not say', async (own, style) => {
		expect(await styleOf(`<p style='${own}'>x</p>`, '')).toBe(style);
	});

	test('a variable is resolved through ten others, and not through more', async () => {
		const chain = Array.from({ length: 10 }, (_, at) => `--x${at}:var(--x${at + 1});`).join('');
		const css = `p{${chain}--x10:1px;width:var(--x1);height:var(--x0)}`;
		expect(await styleOf('<p>x</p>', css)).toBe('width:1px');
	});

	test('a variable that multiplies itself has no value', async () => {
		const powers = Array.from({ length: 6 }, (_, at) => `--x${at}:${`var(--x${at + 1}) `.repeat(10)};`).join(
			'',
		);
		expect(await styleOf('<p>x</p>', `p{${powers}--x6:1px;margin:var(--x0);width:1px}`)).toBe('width:1px');
	});

	test('a variable that names itself has no value', async () => {
		expect(await styleOf('<p>x</p>', 'p{--x:var(--x) var(--x);color:var(--x);width:1px}')).toBe('width:1px');
	});

	test('rules of the page concern the whole article', async () => {
		const built = await writeArticle('<p>x</p>', { format: 'html', customCss: 'body{color:red}' });
		expect(built.render(() => '')).toBe('<section style="color:red"><p>x</p></section>');
	});

	test('style elements of the HTML come before Custom CSS', async () => {
		expect(await styleOf('<style>p{color:red;width:1px}</style><p>x</p>', 'p{color:blue}')).toBe(
			'width:1px;color:blue',
		);
	});

	test('a background keeps its color when its picture is not on WeChat, which is named', async () => {
		const html = '<p style="background:#123456 url(https://e.com/a.png) center">x</p>';
		const own = 'url(https://mmbiz.qpic.cn/a/0)';
		const built = await writeArticle(`${html}<p style="background-image:url(//e.com/b)">y</p>`, {
			format: 'html',
			customCss: `section{background:#000 ${own}}`,
		});
		expect(built.render(() => '')).toBe(
			`<section style="background:#000 ${own}"><p style="background:#123456 center">x</p><p>y</p></section>`,
		);
		expect(built.ignoredCss).toEqual([
			'background: #123456 url(https://e.com/a.png) center',
			'background-image: url(//e.com/b)',
		]);
	});

	test('of what has no effect only pictures are named, up to a length', async () => {
		const picture = `background:url(https://e.com/${'a'.repeat(200)})`;
		const html = `<p style="position:fixed;${picture}">x</p>`;
		const { ignoredCss } = await writeArticle(html, { format: 'html' });
		expect(ignoredCss).toEqual([`background: url(https://e.com/${'a'.repeat(70)}`]);
	});

	test('rules without an element are named', async () => {
		const customCss =
			'/* a note */ @media print{p{color:red}} a:hover{color:red} p::before{content:"x"} p:nonsense{color:red}';
		expect((await writeArticle('a', { customCss })).ignoredCss).toEqual([
			'@media',
			'a:hover',
			'p::before',
			'p:nonsense',
		]);
	});
});

const EVERYTHING = `## 二级\n\n### 三级\n\n**粗** \`码\` [链](https://example.com)\n\n> 引\n\n- 一\n\n|a|\n|-|\n|1|\n\n\`\`\`js\nlet a = 'b'; // c\n\`\`\`\n\n![图](https://example.com/a.png "题")\n\n---\n\n$x$`;
const themes = Object.keys(THEMES) as (keyof typeof THEMES)[];

describe('every theme', () => {
	test('is offered by the node, and the reverse', () => {
		const field = createDraft.fields.find(({ name }) => name === 'theme');
		const offered = (field?.options ?? []).map((option) => ('value' in option ? option.value : ''));
		expect(offered.sort()).toEqual([...themes].sort());
		expect(themes.length).toBeGreaterThan(4);
	});

	test.each(themes)('%s writes nothing that WeChat drops', async (theme) => {
		const { html, ignoredCss } = await writeArticle(EVERYTHING, { theme });
		expect(ignoredCss).toEqual([]);
		expect(html).not.toMatch(/class=|\bid=|<style|position:|var\(|url\(|@media|<div|<a\b/);
	});

	test.each(themes.filter((theme) => theme !== 'none'))(
		'%s writes quotes that can be read',
		async (theme) => {
			const [, style = ''] =
				/<blockquote style="([^"]*)"/.exec((await writeArticle('> 引', { theme })).html) ?? [];
			const shade = (property: string) =>
				luminance(new RegExp(`(?:^|;)${property}:(#\\w+)`).exec(style)?.[1]);
			// What the Web Content Accessibility Guidelines ask of texts.
			expect((shade('background') + 0.05) / (shade('color') + 0.05)).toBeGreaterThan(4.5);
		},
	);

	test('differs from the others in every heading', async () => {
		const headings = await Promise.all(
			themes.map(async (theme) => /<h2[^>]*>/.exec((await writeArticle(EVERYTHING, { theme })).html)?.[0]),
		);
		expect(new Set(headings).size).toBe(themes.length);
	});
});

/** How bright a color is, by https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(color = ''): number {
	const [red = 0, green = 0, blue = 0] = (color.length === 4 ? color.replace(/\w/g, '$&$&') : color)
		.match(/\w\w/g)!
		.map((pair) => parseInt(pair, 16) / 255)
		.map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
