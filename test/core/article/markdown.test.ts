import { refusalOf, writeArticle } from './writeArticle';

const htmlOf = async (...args: Parameters<typeof writeArticle>) => (await writeArticle(...args)).html;

describe('a title', () => {
	test('is read from front matter, with author, digest, cover and source', async () => {
		const { frontMatter, html } = await writeArticle(
			'---\ntitle: "新品: 夏"\nauthor: [编辑部, 甲]\ndescription: 摘要\ncover: binary:data\nurl: https://example.com/a\nextra: {a: 1}\n---\n\n正文',
		);
		expect(frontMatter).toEqual({
			title: '新品: 夏',
			author: '编辑部',
			digest: '摘要',
			cover: 'binary:data',
			sourceUrl: 'https://example.com/a',
		});
		expect(html).toBe('<p>正文</p>');
	});

	test('is the first heading, which leaves the text because WeChat shows the title above it', async () => {
		const { heading, html } = await writeArticle('# 夏季 **新品**\n\n正文', { title: '' });
		expect([heading, html]).toEqual(['夏季 新品', '<p>正文</p>']);
	});

	test('leaves the pictures of its heading in the text', async () => {
		const { heading, html } = await writeArticle('# ![](https://example.com/a.png) 夏\n\nb', { title: '' });
		expect([heading, html]).toEqual([
			'夏',
			'<section><img src="https://example.com/a.png" alt="" /></section><p>b</p>',
		]);
	});

	test('is not the heading of the footnotes', async () => {
		expect((await writeArticle('a[^1]\n\n[^1]: b', { title: '' })).heading).toBe('');
	});

	test.each([
		['under Title', '# 夏\n\nb', { title: '夏' }, '<p>b</p>'],
		['in the front matter', '---\ntitle: 夏\n---\n# 夏\n\nb', { title: '' }, '<p>b</p>'],
		[
			'in the front matter, of another wording',
			'---\ntitle: 秋\n---\n# 夏\n\nb',
			{ title: '' },
			'<h1>夏</h1><p>b</p>',
		],
		['below white space', ' \n<h1>夏</h1><p>b</p>', { title: '', format: 'html' as const }, '<p>b</p>'],
	])('%s decides whether the first heading stays', async (_where, content, more, html) => {
		expect(await htmlOf(content, more)).toBe(html);
	});

	test('of another wording leaves the first heading in the text', async () => {
		expect(await htmlOf('# 夏季新品\n\n正文', { title: '另一个' })).toBe('<h1>夏季新品</h1><p>正文</p>');
	});

	test('below a first paragraph is read, and its heading stays', async () => {
		const { heading, html } = await writeArticle('开头\n\n## 夏季新品', { title: '' });
		expect([heading, html]).toEqual(['夏季新品', '<p>开头</p><h2>夏季新品</h2>']);
	});
});

test.each([
	['# a', true],
	['---\ntitle: a\n---', true],
	['<!-- a -->\n\n<script>a</script>', true],
	['&nbsp;', true],
	['![](https://example.com/a.png)', false],
	['<p style="background:url(https://mmbiz.qpic.cn/a/0)"></p>', false],
	['$a$', false],
	['---', false],
])('of %j readers see nothing: %s', async (content, isEmpty) => {
	expect((await writeArticle(content, { title: '' })).isEmpty).toBe(isEmpty);
});

describe('Markdown becomes', () => {
	test.each([
		['emphasis', '**a** *b* ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
		['emphasis that ends with a Chinese mark', '**注意：**请看', '<p><strong>注意：</strong>请看</p>'],
		['a line through a text that ends with a Chinese mark', '~~原价，~~现价', '<p><del>原价，</del>现价</p>'],
		['no line through what stands between two ranges', '3~5天，7~10天', '<p>3~5天，7~10天</p>'],
		['a line, where it begins with one', '---\n\na\n\n---\n\nb', '<hr /><p>a</p><hr /><p>b</p>'],
		[
			'blocks without the white space around what was taken out',
			'<script>a</script>\n\n<!-- b -->\n\nc',
			'<p>c</p>',
		],
		['a task list', '- [x] a\n- [ ] b', '<ul><li>☑ a</li><li>☐ b</li></ul>'],
		[
			'a nested list without white space around its entries',
			'- a\n  - b\n- c',
			'<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
		],
		['a loose list without paragraphs', '1. a\n\n2. b', '<ol><li>a</li><li>b</li></ol>'],
		['a quote', '> a\n>\n> b', '<blockquote><p>a</p><p>b</p></blockquote>'],
		[
			'a table that can be moved sideways, its alignment as a style',
			'|a|b|\n|-|-:|\n|1|2|',
			'<section><table><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead><tbody><tr><td>1</td><td style="text-align:right">2</td></tr></tbody></table></section>',
		],
		[
			'a picture with its title below',
			'![alt](https://example.com/a.png "Caption")',
			'<section><img src="https://example.com/a.png" alt="alt" /><p>Caption</p></section>',
		],
		[
			'code whose white space survives',
			'```\na  b\n\tc\n```',
			'<pre><code>a&nbsp;&nbsp;b<br />&nbsp;&nbsp;&nbsp;&nbsp;c</code></pre>',
		],
		['HTML of its own', 'a<br>b <u>c</u>', '<p>a<br />b <u>c</u></p>'],
	])('%s', async (_what, markdown, html) => {
		expect(await htmlOf(markdown)).toBe(html);
	});

	test('colored code where the language is known', async () => {
		const markdown = '```js\nconst a = 1;\n```';
		expect(await htmlOf(markdown, { theme: 'plain' })).toContain('<span style="color:#cf222e">const</span>');
		expect(await htmlOf(markdown.replace('js', 'nosuch'), { theme: 'plain' })).not.toContain('<span');
	});

	test.each([
		['<pre><code class="lang-js">const</code></pre>', true],
		['<p><code class="language-js">const</code></p>', false],
	])('%s is colored: %s', async (content, isColored) => {
		const html = await htmlOf(content, { format: 'html', theme: 'plain' });
		expect(html.includes('>const</span>')).toBe(isColored);
	});

	test('paragraphs that keep their indentation, where the source is plain text', async () => {
		expect(await htmlOf('　　一\n\n　\n\n　　二 ', { format: 'text' })).toBe('<p>　　一</p><p>　　二</p>');
	});

	test('paragraphs, where the source is plain text and nothing in it is markup', async () => {
		const html = await htmlOf('# a\nb <i>\n\n*c*', { format: 'text' });
		expect(html).toBe('<p># a<br />b &lt;i></p><p>*c*</p>');
	});
});

describe('a link', () => {
	test('out of WeChat becomes text with a number, and stands at the end once', async () => {
		const markdown = '[a](https://example.com/x) and [b](https://example.com/x), [c](https://example.org)';
		expect(await htmlOf(markdown)).toBe(
			'<p>a<sup>[1]</sup> and b<sup>[1]</sup>, c<sup>[2]</sup></p>' +
				'<section><p>参考链接</p><p>[1] a: https://example.com/x</p><p>[2] c: https://example.org</p></section>',
		);
	});

	test('to an article of WeChat stays a link, and a host that only looks like it does not', async () => {
		expect(await htmlOf('[a](https://mp.weixin.qq.com/s/b)')).toBe(
			'<p><a href="https://mp.weixin.qq.com/s/b">a</a></p>',
		);
		expect(await htmlOf('[a](https://mp.weixin.qq.com.example.com/s/b)')).not.toContain('<a');
	});

	test('that shows its own address, or leads inside the text, needs no number', async () => {
		expect(await htmlOf('https://example.com/x and [top](#top)')).toBe(
			'<p>https://example.com/x and top</p>',
		);
	});

	test.each([
		['见https://example.com/x，后文', '见https://example.com/x，后文'],
		['（https://example.com/路径）。', '（https://example.com/路径）。'],
		['www.example.com，**重点**', 'www.example.com，<strong>重点</strong>'],
		['https://a.example，*一*，https://b.example。', 'https://a.example，<em>一</em>，https://b.example。'],
		['<https://example.com/路径>', 'https://example.com/路径'],
		['a@b.example，后文', 'a@b.example，后文'],
		['https://a.example，$5到$6元', 'https://a.example，$5到$6元'],
		['https://a.example，**重点**', 'https://a.example，<strong>重点</strong>'],
	])('in %s ends where the sentence goes on', async (markdown, html) => {
		expect(await htmlOf(markdown)).toBe(`<p>${html}</p>`);
	});

	test.each([
		['[example.com](https://example.com/)', '<p>example.com</p>'],
		['[50%](https://example.com/%E4)', '[1] 50%: https://example.com/%E4<'],
		['[write](mailto:a@b.example)', '[1] write: a@b.example<'],
		['[打电话](tel:10086)', '[1] 打电话: 10086<'],
		['[好](weixin://dl/business)', '<p>好</p>'],
		['[![](//e.com/a)](https://example.com)', '[1] https://example.com<'],
		[`[${'长'.repeat(80)}](https://example.com)`, `[1] ${'长'.repeat(80)}: https://example.com<`],
		[`[${'长'.repeat(81)}](https://example.com)`, '[1] https://example.com<'],
	])('%s is listed as readers need it', async (markdown, html) => {
		expect(await htmlOf(markdown)).toContain(html);
	});

	test('in brackets keeps its Chinese marks', async () => {
		expect(await htmlOf('[a](https://example.com/，b)')).toContain('[1] a: https://example.com/%EF%BC%8Cb<');
	});

	test('is left out with its number when links are to be removed', async () => {
		expect(await htmlOf('[a](https://example.com)', { links: 'remove' })).toBe('<p>a</p>');
	});

	test('shares its numbers with the footnotes of the text', async () => {
		expect(await htmlOf('a[^n] [b](https://example.com) c[^n]\n\n[^n]: the *note*')).toBe(
			'<p>a<sup>[1]</sup> b<sup>[2]</sup> c<sup>[1]</sup></p>' +
				'<section><p>参考链接</p><p>[1] the <em>note</em></p><p>[2] b: https://example.com</p></section>',
		);
	});

	test('in a footnote, and a footnote in a footnote, get numbers of their own', async () => {
		const markdown = 'a[^1]\n\n[^1]: [b](https://example.com) c[^2]\n[^2]: d[^1]';
		expect(await htmlOf(markdown)).toBe(
			'<p>a<sup>[1]</sup></p><section><p>参考链接</p><p>[1] b<sup>[2]</sup> c<sup>[3]</sup></p>' +
				'<p>[2] b: https://example.com</p><p>[3] d<sup>[1]</sup></p></section>',
		);
	});

	test.each([
		['paragraphs', 'b\n\n    c', '<p>[1] b c</p>'],
		['code', 'b\n\n    ```\n    c\n    ```', '<section>[1] b<pre><code>c</code></pre></section>'],
		['a list', '\n    - b', '<section>[1]<ul><li>b</li></ul></section>'],
		['a quote behind it', 'b\n\n    > c', '<section>[1] b<blockquote><p>c</p></blockquote></section>'],
	])('of a footnote with %s keeps all of it', async (_what, note, html) => {
		expect(await htmlOf(`a[^1]\n\n[^1]: ${note}`)).toBe(
			`<p>a<sup>[1]</sup></p><section><p>参考链接</p>${html}</section>`,
		);
	});

	test('that only looks like a footnote becomes text', async () => {
		expect(await htmlOf('<a data-footnote-ref href="#x">a</a>', { format: 'html' })).toBe('a');
	});
});

describe('a formula', () => {
	test('in a line and in a block becomes a drawing without fonts, ids or scripts', async () => {
		const html = await htmlOf('a $\\frac{1}{x}$ b\n\n$$\n\\ce{H2O}\n$$');
		expect(html.match(/<svg /g)).toHaveLength(2);
		expect(html).toContain('<path d="');
		expect(html).not.toMatch(/<use|id=|class=|mjx|data-/);
	});

	test('alone in a paragraph is a block, with its dollar signs on lines of their own or not', async () => {
		const [apart, inOne, inText] = await Promise.all(
			['$$\n\\sum_i x_i\n$$', '$$\\sum_i x_i$$', 'a $$\\sum_i x_i$$'].map(async (tex) => await htmlOf(tex)),
		);
		expect(apart).toMatch(/^<section[^>]*><svg/);
		expect(inOne).toBe(apart);
		expect(inText).toMatch(/^<p>a <svg/);
	});

	test('alone in its line is a block, among lines of formulas', async () => {
		const block = (await htmlOf('$$\nx\n$$')) + (await htmlOf('$$\ny\n$$'));
		expect(await htmlOf('$$x$$\n$$y$$')).toBe(block);
		expect(await htmlOf('$x$  \n$y$')).toBe(block);
		expect(await htmlOf('$x$ $y$')).toMatch(/^<p><svg.*<\/svg> <svg.*<\/svg><\/p>$/);
		expect(await htmlOf('$x$\n$y$ z')).toMatch(/^<p><svg/);
	});

	test.each([
		['如下：\n$$x$$\n其中', '<p>如下：</p>', '<p>其中</p>'],
		['**a**  \n$$x$$', '<p><strong>a</strong></p>', ''],
		['$$x$$ \nb *c*', '', '<p>b <em>c</em></p>'],
		['> a\n> $$x$$', '<blockquote><p>a</p>', '</blockquote>'],
		['- a\n  $$x$$\n  b', '<ul><li>a', 'b</li></ul>'],
	])('in one line with double signs is a block inside a paragraph: %j', async (markdown, before, after) => {
		const block = await htmlOf('$$\nx\n$$');
		expect((await htmlOf(markdown)).replace(block, '|')).toBe(`${before}|${after}`);
	});

	test.each(['a $$x$$\nb', 'a\n$$x$$ b', 'a\n$x$\nb'])('and is not in %j', async (markdown) => {
		expect(await htmlOf(markdown)).toMatch(/^<p>a\s<svg/);
	});

	test('before other text in its paragraph stays in the line', async () => {
		expect(await htmlOf('$x$ 后')).toMatch(/^<p><svg[^]*<\/svg> 后<\/p>$/);
	});

	test.each([60, 61])('of %i characters that is not valid is named by its beginning', async (length) => {
		const tex = `\\frac${'x'.repeat(length - 6)}{`;
		const { rule } = await refusalOf(`$${tex}$`);
		expect(rule).toContain(`number 1, ${tex.slice(0, 60)}${length > 60 ? '…' : ''}: `);
	});

	test.each([
		[String.raw`a\tag{1}`, String.raw`a\qquad\text{(1)}`],
		[String.raw`\tag*{A$x$} a`, String.raw`\qquad\text{A$x$} a`],
		[String.raw`a=b\tag {1.{\rm a}}\\c`, String.raw`a=b\qquad\text{(1.{\rm a})}\\c`],
	])('%s has its number beside it, not over it', async (tagged, beside) => {
		const [html, expected] = [await htmlOf(`$$\n${tagged}\n$$`), await htmlOf(`$$\n${beside}\n$$`)];
		expect(html).toBe(expected);
		expect(html).not.toMatch(/<svg[^>]*><svg|100%/);
	});

	describe('that KaTeX has typeset', () => {
		const typeset = (annotation: string) =>
			`<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi>${annotation}</semantics></math></span><span class="katex-html" aria-hidden="true">x</span></span>`;
		const source = typeset('<annotation encoding="application/x-tex">x^2</annotation>');

		test('is drawn from its source', async () => {
			const html = `<p>a ${source}</p><p><span class="katex-display">${source}</span></p>`;
			const [, line = ''] = /(<svg.*?<\/svg>)/.exec(await htmlOf('a $x^2$')) ?? [];
			const [, block = ''] = /(<svg.*?<\/svg>)/.exec(await htmlOf('$$\nx^2\n$$')) ?? [];
			const drawn = await htmlOf(html, { format: 'html' });
			expect(drawn.match(/<svg.*?<\/svg>/g)).toEqual([line, block]);
			expect(drawn.replace(/<svg.*?<\/svg>/g, '')).toBe('<p>a </p><p><section></section></p>');
		});

		test('stays text without its source', async () => {
			expect(await htmlOf(typeset('<annotation>x^2</annotation>'), { format: 'html' })).not.toContain('<svg');
		});
	});

	test.each(['It costs $5, not $6, or $7.', 'From $ 5 to 6$ each', 'From $5 to 6 $ each', '**From $5到$6**'])(
		'is not what two prices make: %s',
		async (prices) => {
			const shown = prices.replace('**', '<strong>').replace('**', '</strong>');
			expect(await htmlOf(prices)).toBe(`<p>${shown}</p>`);
		},
	);

	test.each(['a $5$', 'a $$x$$2', 'a $x$, b'])('is what stands between the signs of %s', async (markdown) => {
		expect(await htmlOf(markdown)).toContain('<svg');
	});
});

describe('HTML of the author', () => {
	test.each([
		['<center>中</center>', '<section style="text-align:center">中</section>'],
		['<div><article>a</article></div>', '<section><section>a</section></section>'],
		[
			'<ul><li><input type="checkbox" checked> a</li><li><input type="text">b</li></ul>',
			'<ul><li>☑ a</li><li>b</li></ul>',
		],
		[
			'<table><tr><td align="right" style="color:#123456">1</td></tr></table>',
			'text-align:right;color:#123456',
		],
		['<ul><li><p>one</p><p>two</p></li></ul>', '<li><p>one</p><p>two</p></li>'],
		['<p>a</p><p><br></p><p>b</p>', '<p>a</p><p><br /></p><p>b</p>'],
		['<p>a <img src="//e.com/a"></p>', '<p>a <img src="//e.com/a" /></p>'],
		['<p><img src="//e.com/a"><br></p>', '<section><img src="//e.com/a" /></section>'],
		['<pre>  a</pre>', '<pre>&nbsp;&nbsp;a</pre>'],
		['<p>a <b> b </b>c</p>', '<p>a <b> b </b>c</p>'],
		['<p>a</p>\n<!-- x -->\n<!-- y -->\n<p>b</p>', '<p>a</p><p>b</p>'],
		[
			'<a href="https://mp.weixin.qq.com/s/b" aria-describedby="x" id="y" class="z">a</a>',
			'<a href="https://mp.weixin.qq.com/s/b">a</a>',
		],
		['<p>a <img src="//e.com/a" align="right"></p>', '<p>a <img src="//e.com/a" align="right" /></p>'],
		['<ul><li><b>one</b><p>two</p></li></ul>', '<li><b>one</b><p>two</p></li>'],
		['<ul><li>one<p>two</p></li></ul>', '<li>one<p>two</p></li>'],
		['<p align="center">a</p>', '<p style="text-align:center">a</p>'],
		['<h2 align="right" style="color:#123456">a</h2>', '<h2 style="text-align:right;color:#123456">a</h2>'],
		[
			'<p style="text-align:right"><img src="//e.com/a"></p>',
			'<section style="text-align:right"><img src="//e.com/a" />',
		],
		[
			'<div align="center"><img src="//e.com/a"></div>',
			'<section style="text-align:center"><img src="//e.com/a" />',
		],
	])('%s keeps what WeChat would drop', async (content, kept) => {
		expect((await htmlOf(content, { format: 'html' })).replace(/;"/g, '"')).toContain(kept);
	});
});

test.each([
	'<ol start="3"><li value="5">a</li></ol>',
	'<td colspan="2" rowspan="2">a</td>',
	'<th colspan="2">a</th>',
	'<p dir="rtl"><font color="#ff0000">a</font></p>',
	'<img src="//e.com/a" data-ratio="0.5" data-w="600" />',
	'<mp-common-profile data-id="1" nickname="店"></mp-common-profile>',
	'<text x="1" y="2"><tspan>a</tspan></text>',
	'<rect width="1"><animate attributeName="x" dur="1s"></animate><set attributeName="y"></set></rect>',
])('%s stays in an article', async (kept) => {
	const around = /^<t[dh]/.test(kept) ? `<table><tr>${kept}</tr></table>` : kept;
	const content = /^<(text|rect)/.test(kept) ? `<svg>${kept}</svg>` : around;
	expect(await htmlOf(content, { format: 'html' })).toContain(kept);
});

test('an element that articles do not have leaves its text', async () => {
	expect(await htmlOf('<video>a</video><noscript>b</noscript><marquee>c</marquee>', { format: 'html' })).toBe(
		'c',
	);
});

describe('a link that opens a mini program', () => {
	const opening = '<a data-miniprogram-appid="wx1" data-miniprogram-path="pages/index?a=1"';

	test.each(['notes', 'remove'] as const)(
		'stays around a text and a picture with links: %s',
		async (links) => {
			const text = `<p>${opening} href="">开始</a></p>`;
			const picture = `<p>${opening} href=""><img src="//e.com/a" /></a></p>`;
			expect(await htmlOf(text + picture, { format: 'html', links })).toBe(text + picture);
		},
	);

	test('has no address besides, which would be a link that nobody can tap', async () => {
		expect(await htmlOf(`<p>${opening} href="https://e.com">开始</a></p>`)).toBe(
			`<p>${opening} href="">开始</a></p>`,
		);
	});
});

describe('what a model wrote', () => {
	test.each([
		['thoughts', '<think>\n# No\n</think>\n\n---\ntitle: T\n---\n\na', '<p>a</p>'],
		['a code block around everything', '```markdown\n---\ntitle: T\n---\na\n```', '<p>a</p>'],
		[
			'a code block around code blocks',
			'~~~md\n---\ntitle: T\n---\n```nix\na\n```\n~~~\n',
			'<pre><code>a</code></pre>',
		],
		['thoughts without a beginning', 'Let me see.\n</think>\n\n---\ntitle: T\n---\n\na', '<p>a</p>'],
		['several thoughts', '<think>a</think>\n<thinking>b</thinking>\n---\ntitle: T\n---\na', '<p>a</p>'],
		[
			'what is said around the code block',
			`好的，以下是文章：\n\n\`\`\`markdown\n---\ntitle: T\n---\n${'长'.repeat(200)}\n\n\`\`\`js\n1\n\`\`\`\n\`\`\`\n\n希望对你有帮助！`,
			`<p>${'长'.repeat(200)}</p><pre><code>1</code></pre>`,
		],
		['both', '<think>\n</think>\n```Markdown\n---\ntitle: T\n---\na\n```', '<p>a</p>'],
	])('is read without %s', async (_what, source, expected) => {
		const { html, frontMatter } = await writeArticle(source);
		expect([html, frontMatter]).toEqual([expected, { title: 'T' }]);
	});

	test.each([
		'```html\n<p>a</p>\n```',
		'```\n<p>a</p>\n```',
		'```html\n<p>a</p>',
		'这是网页：\n\n```html\n<p>a</p>\n```\n\n可以直接发布。',
		'Hm.\n</think>\n```html\n<p>a</p>\n```',
	])('is read without the code block in HTML too: %j', async (source) => {
		expect(await htmlOf(source, { format: 'html' })).toBe('<p>a</p>');
	});

	test('keeps the marks of code that stand in HTML', async () => {
		expect(await htmlOf('<p>a</p>\n```html\nb\n```', { format: 'html' })).toContain('```html');
	});

	test.each([
		['```md\na\n```\n\nb\n\n```js\nc\n```', '<p>b</p>'],
		['```js\na\n```', '<pre><code>a</code></pre>'],
		['a\n\n<think>b</think>', 'b'],
		['a <think>b\n</think>\n\nc', '<p>c</p>'],
		['marks such as `</think>` end it', '<p>marks such as <code>'],
		['Write it like this:\n\n```md\n# a\n```', '<p>Write it like this:</p>'],
		[`\`\`\`md\n${'a'.repeat(99)}\n\`\`\`\n\nb\n\n\`\`\`js\nc\n\`\`\``, '<p>b</p>'],
	])('and %j is not', async (source, expected) => {
		expect(await htmlOf(source)).toContain(expected);
	});
});
