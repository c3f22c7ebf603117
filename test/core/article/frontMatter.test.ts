import { refusalOf, writeArticle } from './writeArticle';

const withHead = (head: string) => `---\n${head}\n---\n\nText`;

test.each([
	['title: 5', { title: '5' }],
	['author: [Anna, Ben]', { author: 'Anna' }],
	['author: []', {}],
	['title: {a: b}', {}],
	[
		'summary: S\nthumbnail: T\nurl: https://example.com',
		{ digest: 'S', cover: 'T', sourceUrl: 'https://example.com' },
	],
	['source: 新华社\nurl: /posts/summer/', {}],
	['source: 新华社\nurl: https://example.com', { sourceUrl: 'https://example.com' }],
	['digest: ""\nsummary: S', { digest: 'S' }],
	['', {}],
	['# nothing but a note', {}],
])('the front matter %j is read as %j', async (head, expected) => {
	expect((await writeArticle(withHead(head))).frontMatter).toEqual(expected);
});

test.each([
	'\n \n---\ntitle: a\n---\n\nb',
	'---\n\ntitle: a\n---\n\nb',
	'\uFEFF---\ntitle: a\n---\nb',
	'---\r\ntitle: a\r\n---\r\nb',
])('in %j empty lines and the marks of an editor do no harm', async (source) => {
	const { frontMatter, html } = await writeArticle(source);
	expect([frontMatter, html]).toEqual([{ title: 'a' }, '<p>b</p>']);
});

test.each([
	['a list', '- a\n- b', 'has front matter without names'],
	['a text', 'just words', 'has front matter without names'],
	[
		'ten thousand characters',
		`title: ${'x'.repeat(10_000)}`,
		'has front matter of 10007 characters, the limit is 10000',
	],
])('front matter that is %s is refused', async (_name, head, rule) => {
	expect((await refusalOf(withHead(head))).rule).toContain(rule);
});

test.each([
	['it costs $5, not $6', false],
	['the formula $a+b$ stays', true],
	['a $ b$ and $c $ are none', false],
	['$$a$$5 is one', true],
])('in "%s" a formula is found: %s', async (text, isFormula) => {
	expect((await writeArticle(text)).html.includes('<svg')).toBe(isFormula);
});
