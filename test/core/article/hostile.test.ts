import { refusalOf, writeArticle } from './writeArticle';

describe('what no article may have is taken out and named', () => {
	test.each([
		['a script', 'a\n\n<script>alert(1)</script>', '<p>a</p>', ['script']],
		['a frame', '<iframe src="https://example.com"></iframe>\n\na', '<p>a</p>', ['iframe']],
		['a form', '<form action="https://example.com"><input name="a"></form>\n\na', '<p>a</p>', ['form']],
		['a link that runs a script', '<a href="java\nscript:alert(1)">a</a>', '<p>a</p>', ['javascript: link']],
		['a Markdown link that runs a script', '[a](javascript:alert(1))', '<p>a</p>', ['javascript: link']],
		[
			'a link that hides a script',
			'<a href="java\u0001script:alert(1)">a</a>',
			'<p>a</p>',
			['javascript: link'],
		],
		['a link that runs Visual Basic', '<a href="VBScript:alert(1)">a</a>', '<p>a</p>', ['vbscript: link']],
		['a link that holds a page', '<a href="data:text/html,<script>">a</a>', '<p>a</p>', ['data: link']],
		['an event handler', '<p ONLOAD=x onclick="alert(1)">a</p>', '<p>a</p>', ['onclick', 'onload']],
		[
			'a handler in a drawing',
			'<svg onload="alert(1)"><script>1</script><path d="M0 0"/></svg>',
			'<p><svg><path d="M0 0"></path></svg></p>',
			['onload', 'script'],
		],
		[
			'a script that hides in another',
			'<scr<script>ipt>a</scr</script>ipt>',
			'<p>&lt;script></p>',
			['script'],
		],
		['a recording', '<mpvoice name="a"></mpvoice>b', '<p>b</p>', ['mpvoice']],
		['an element of which the text stays', '<marquee>a</marquee>', '<p>a</p>', []],
		[
			'a picture with several sources',
			'<picture><source srcset="//e.com/a.webp"><img src="//e.com/a"></picture>',
			'<section><img src="//e.com/a" /></section>',
			[],
		],
		[
			'a picture in a drawing',
			'<svg><image href="//e.com/a"/><path d="M0 0"/></svg>',
			'<p><svg><path d="M0 0"></path></svg></p>',
			['image'],
		],
		['an unclosed script', 'a\n\n<script>alert(1)', '<p>a</p>', ['script']],
	])('%s', async (_what, source, html, removed) => {
		const article = await writeArticle(source);
		expect(article.html).toBe(html);
		expect(article.removed).toEqual(removed);
	});

	test.each([
		['fill="url(#g)"', 'fill="red"'],
		['fill="url(#h)"', 'fill="#123456"'],
		['stroke="url(\'#g\') none"', 'stroke="red"'],
		['style="fill:url(#g);stroke:blue"', 'style="fill:red;stroke:blue"'],
		['fill="url(#none)"', 'fill="currentColor"'],
		['fill="url(#empty)"', 'fill="currentColor"'],
		['fill="blue"', 'fill="blue"'],
	])('a gradient, but not its first color: %s', async (painted, plain) => {
		const stops = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>';
		const styled = '<radialGradient id="h"><stop style="stop-color:#123456"/></radialGradient>';
		const empty = '<linearGradient id="empty"/>';
		const defs = `<defs><linearGradient id="g">${stops}</linearGradient>${styled}${empty}</defs>`;
		const article = await writeArticle(`<svg>${defs}<path d="M0 0" ${painted}/></svg>`, { format: 'html' });
		expect(article.html).toBe(`<svg><path d="M0 0" ${plain}></path></svg>`);
		expect(article.removed).toEqual(['defs']);
	});

	test('but not what is inlined, or shows nothing anyway', async () => {
		const page =
			'<html><head><meta charset="utf-8"><title>a</title><style>p{color:red}</style></head><body><p>a</p><img src="data:image/png;base64,iVBORw0KGgo="></body></html>';
		expect((await writeArticle(page, { format: 'html' })).removed).toEqual([]);
	});

	test('a style that loads, covers or runs something', async () => {
		const { html } = await writeArticle(
			'<p style="position:fixed;top:0;color:red;background:url(https://example.com/a.png);width:expression(1);--a:b">a</p>',
		);
		expect(html).toBe('<p style="color:red">a</p>');
	});

	test.each([
		'-moz-binding:url(https://mmbiz.qpic.cn/a/0#x)',
		'-MOZ-BINDING:none',
		'behavior:url(https://mmbiz.qpic.cn/a/0)',
		'-ms-behavior:url(#default#time2)',
		'-o-link:"https://example.com/"',
		'width:expression(alert(1))',
		'width:EXPRESSION (alert(1))',
		'width:exp/**/ression(alert(1))',
		'width:ex\\70 ression(alert(1))',
		'be\\68 avior:url(#a)',
		'background:\\75rl(https://example.com/a.png)',
		'background:u\\000072l("https://example.com/a.png")',
		'background:ur\\l(https://example.com/a.png)',
		'background-image:image-set("https://example.com/a.png" 1x)',
		'background-image:-webkit-image-set("https://example.com/a.png" 1x)',
		'list-style-image:src("https://example.com/a.png")',
		'background-image:image("https://example.com/a.png")',
		'background-image:java\\script:alert(1)',
		'background-image:vbscript:a',
		'filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src="https://example.com/a.png")',
		'list-style:/* a */url(https://example.com/a.png)/* b',
	])('a style that loads or runs something, however it is written: %s', async (style) => {
		const own = `<p style='${style};color:red'>a</p>`;
		expect((await writeArticle(own, { format: 'html' })).html).toBe('<p style="color:red">a</p>');
	});

	test.each(['font-family:&quot;\\5FAE\\8F6F&quot;', 'background-image:linear-gradient(red,blue)'])(
		'but a style with an escape or a drawn picture stays: %s',
		async (style) => {
			expect((await writeArticle(`<p style="${style}">a</p>`, { format: 'html' })).html).toContain(style);
		},
	);

	test('but a background on WeChat’s own host stays', async () => {
		const style = 'background:url(https://mmbiz.qpic.cn/a/0)';
		expect((await writeArticle(`<p style="${style}">a</p>`)).html).toBe(`<p style="${style}">a</p>`);
	});
});

describe('a source is refused by name', () => {
	test.each([
		['nothing', ' \n', 'is empty'],
		[
			'100 nested lists',
			Array.from({ length: 100 }, (_, level) => `${'  '.repeat(level)}- a`).join('\n'),
			'nests lists or quotes 50 deep, the limit is 20',
		],
		['nested quotes', `${'>'.repeat(10_000)} a`, 'nests lists or quotes 10000 deep, the limit is 20'],
		['nested HTML', '<div>'.repeat(3_000), 'nests elements too deeply, the limit is 200'],
		[
			'a paragraph that a parser needs minutes for',
			'*a_ '.repeat(15_000),
			'has 60000 characters without an empty line, the limit is 20000',
		],
		[
			'a book',
			'一二三四五六七八九十。\n\n'.repeat(10_000),
			'has 130000 characters, far more than the 20,000 of an article',
		],
		[
			'one character too many',
			`${'一'.repeat(9_999)}\n\n${'二'.repeat(10_001)}`,
			'has 20000 characters of text, an article has fewer than 20000',
		],
		['front matter that is not YAML', '---\ntitle: a: b\n---\n\na', 'has front matter that is not YAML'],
		['front matter with aliases', `---\na: &a [x]\ntitle: *a\n---\n\na`, 'has front matter that is not YAML'],
		[
			'a formula that is not LaTeX',
			'a $x$ b $\\frac{1$',
			'has a formula that cannot be drawn, number 2, \\frac{1: Missing close brace',
		],
		[
			'a style sheet from elsewhere',
			'<link rel="stylesheet" href="https://example.com/a.css">\n\na',
			'links to the style sheet https://example.com/a.css, but WeChat loads none',
		],
	])('%s', async (_what, source, rule) => {
		const refusal = await refusalOf(source);
		expect(refusal.field).toBe('Text');
		expect(refusal.rule).toContain(rule);
		expect(refusal.remedy).not.toBe('');
	});

	test('HTML of very many elements, and of more characters than an article may have', async () => {
		const [elements, characters] = await Promise.all(
			['<b><p></b>'.repeat(30_000), `<!--${'a'.repeat(1024 * 1024)}-->`].map(
				async (html) => await refusalOf(html, { format: 'html' }),
			),
		);
		expect(elements?.rule).toBe('has more than 20000 elements');
		expect(characters?.rule).toContain('has 1048583 characters');
	});

	test('HTML of more than a megabyte', async () => {
		const customCss = `p { font-family: "${'a'.repeat(9_000)}" }`;
		expect((await refusalOf('a\n\n'.repeat(120), { customCss })).rule).toMatch(
			/^becomes \d{4} KB of HTML, an article has less than 1024 KB$/,
		);
	});

	test.each([
		[
			'@import url(https://example.com/a.css);',
			'imports another style sheet (@import), but WeChat loads none',
		],
		['p { color: red', 'is not CSS'],
		['p{color:red}'.repeat(5_000), 'has 60000 characters of CSS, the limit is 50000'],
	])('Custom CSS %#', async (customCss, rule) => {
		const refusal = await refusalOf('a', { customCss });
		expect([refusal.field, refusal.rule]).toEqual(['Custom CSS', expect.stringContaining(rule)]);
	});
});

test('HTML on one line is read however long its styles make it', async () => {
	const paragraph = `<p style="font-family:${'a'.repeat(300)}">一段文字</p>`;
	const { html } = await writeArticle(paragraph.repeat(800), { format: 'html' });
	expect(html).toBe(paragraph.repeat(800));
});

test('pictures that stand in the text do not count as text', async () => {
	const picture = `data:image/png;base64,${'A'.repeat(300_000)}`;
	expect((await writeArticle(`![](${picture})`)).pictures).toEqual([picture]);
});

test('a formula cannot define itself for ever', async () => {
	const { rule } = await refusalOf('$\\def\\a{\\a\\a}\\a$');
	expect(rule).toMatch(/MathJax maximum|recursi|maximum/i);
});

test('footnotes that refer to one another in a long chain are all numbered', async () => {
	const count = 1_400;
	const notes = Array.from({ length: count }, (_, at) => `[^${at + 1}]: n[^${at + 2}]`).join('\n\n');
	const { html } = await writeArticle(`a[^1]\n\n${notes}`);
	expect(html).toContain(`[${count}] n[^${count + 1}]`);
});
