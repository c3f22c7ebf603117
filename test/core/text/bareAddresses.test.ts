import { separateAddresses } from '../../../core/text/bareAddresses';
import { markdownToText } from '../../../core/text/markdownToText';
import { writeArticle } from '../article/writeArticle';

const articleOf = async (markdown: string): Promise<string> =>
	(await writeArticle(markdown, { title: 'a' })).html;

test.each([
	[
		'见https://a.example，**重点**！',
		'见https://a.example，重点！',
		'见https://a.example，<strong>重点</strong>！',
	],
	['**https://a.example**，后文', 'https://a.example，后文', '<strong>https://a.example</strong>，后文'],
	['*一https://a.example*，*二*', '一https://a.example，二', '<em>一https://a.example</em>，<em>二</em>'],
	['~~https://a.example~~。', 'https://a.example。', '<del>https://a.example</del>。'],
	[
		'（https://a.example/路径）**后**',
		'（https://a.example/路径）后',
		'（https://a.example/路径）<strong>后</strong>',
	],
	[
		'(https://a.example/a(b))，**后**',
		'(https://a.example/a(b))，后',
		'(https://a.example/a(b))，<strong>后</strong>',
	],
	[
		'【https://a.example】“**后**”',
		'【https://a.example】“后”',
		'【https://a.example】“<strong>后</strong>”',
	],
	['https://a.example￥9**起**', 'https://a.example￥9起', 'https://a.example￥9<strong>起</strong>'],
	[
		'https://a.example：$5到$6，**元**',
		'https://a.example：$5到$6，元',
		'https://a.example：$5到$6，<strong>元</strong>',
	],
	[
		'https://a.example、https://b.example。',
		'https://a.example、https://b.example。',
		'https://a.example、https://b.example。',
	],
	['见：www.a.example，**后**', '见：www.a.example，后', '见：www.a.example，<strong>后</strong>'],
	['`https://a.example，b`', 'https://a.example，b', '<code>https://a.example，b</code>'],
	['<https://a.example，b>', 'https://a.example，b', 'https://a.example，b'],
])('an address in %s ends at the mark, in messages and in articles', async (markdown, text, html) => {
	expect(markdownToText(markdown)).toBe(text);
	expect(await articleOf(markdown)).toBe(`<p>${html}</p>`);
});

test('a link to an address without https:// leads nowhere else than it shows', () => {
	expect(markdownToText('www.a.example，后文')).toBe(
		'<a href="http://www.a.example">www.a.example</a>，后文',
	);
	expect(markdownToText('[店](https://a.example/，b)')).toBe('<a href="https://a.example/，b">店</a>');
});

test.each([...'—…“”‘’、。〈》【】！，：；？｛｝￥'])('%s ends an address', (mark) => {
	expect(markdownToText(`HTTPS://a.example${mark}**后**`)).toBe(`HTTPS://a.example${mark}后`);
});

test('links and code with such addresses stay what they are', () => {
	expect(markdownToText('[https://a.example，店](https://b.example)')).toBe(
		'<a href="https://b.example">https://a.example，店</a>',
	);
	const code = 'https://a.example，b https://c.example，d';
	expect(markdownToText(`\`${code}\``)).toBe(code);
	expect(markdownToText('见：www.a.example 后')).toBe(
		'见：<a href="http://www.a.example">www.a.example</a> 后',
	);
});

test('a picture behind an address is a picture', async () => {
	const markdown = 'https://a.example。![b](https://a.example/b.png)';
	expect(markdownToText(markdown)).toBe('https://a.example。<a href="https://a.example/b.png">b</a>');
	expect(await articleOf(markdown)).toContain('<img src="https://a.example/b.png"');
});

test('rare spaces of the text stay in it', () => {
	const spaces = '\u1680\u2000\u2001\u2004\u2005\u2006\u2008\u205f';
	expect(markdownToText('a\u1680b https://a.example，c')).toBe('a\u1680b https://a.example，c');
	expect(markdownToText(`a${spaces}b https://a.example，c`)).toBe(`a${spaces}b https://a.example，c`);
});

test('many addresses without a mark behind them are looked at once', () => {
	const text = 'www.'.repeat(500_000);
	const begun = process.cpuUsage().user;
	expect(separateAddresses(text).source).toBe(text);
	expect(process.cpuUsage().user - begun).toBeLessThan(2_000_000);
});
