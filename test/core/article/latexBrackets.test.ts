import { refusalOf, writeArticle } from './writeArticle';

/** The article, with its drawings named. */
const shown = async (markdown: string) =>
	(await writeArticle(markdown)).html.replace(/<svg.*?<\/svg>/gs, 'DRAWING');

describe('LaTeX between brackets with backslashes', () => {
	test.each([
		['质能方程 \\(E=mc^2\\)，后文', '<p>质能方程 DRAWING，后文</p>'],
		['a \\( x_1 * y * z_1 \\)2', '<p>a DRAWING2</p>'],
		['**\\(a\\)** $b$', '<p><strong>DRAWING</strong> DRAWING</p>'],
		['文 \\[ x^2 \\] 后', '<p>文 DRAWING 后</p>'],
		['文 \\[ x\ny \\] 后', '<p>文 DRAWING 后</p>'],
		['文 \\[\nx\n\\] 后', '<p>文 DRAWING 后</p>'],
		['文 \\(x\\\ny\\) 后', '<p>文 DRAWING 后</p>'],
		[
			'|a|\n|-|\n|\\(x\\)|',
			'<section><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>DRAWING</td></tr></tbody></table></section>',
		],
	])('is a formula in its line: %j', async (markdown, html) => {
		expect(await shown(markdown)).toBe(html);
	});

	test.each([
		['\\[\nx_1\n- y\n\\]', '<section>DRAWING</section>'],
		['公式：\n\\[\nE=mc^2\n\\]\n其中', '<p>公式：</p><section>DRAWING</section><p>其中</p>'],
		['公式：\n\\[ E=mc^2 \\]。\n其中', '<p>公式：</p><section>DRAWING</section><p>其中</p>'],
		['\\[ a_1 =\nb \\\\[2pt]\n\\frac12 \\]', '<section>DRAWING</section>'],
		['\\[ \nx_1\n- y\n\\] ', '<section>DRAWING</section>'],
		['- 一\n  \\[\n  a=b\n  \\]\n- 二', '<ul><li>一<section>DRAWING</section></li><li>二</li></ul>'],
		['> \\[\n> a=b\n\n后', '<blockquote><section>DRAWING</section></blockquote><p>后</p>'],
	])('is a block on lines of its own: %j', async (markdown, html) => {
		expect(await shown(markdown)).toBe(html);
	});

	test('is drawn like the same formula between dollar signs', async () => {
		const [round, dollar, square, dollars] = await Promise.all(
			['a \\(x_i\\)', 'a $x_i$', '\\[\nx_i\n\\]', '$$\nx_i\n$$'].map(
				async (markdown) => (await writeArticle(markdown)).html,
			),
		);
		expect([round, square]).toEqual([dollar, dollars]);
	});

	test('is drawn with the mark behind it', async () => {
		const [alone, marked] = await Promise.all(
			['\\[ x_1 \\]', '\\[ x_1 \\],'].map(async (markdown) => (await writeArticle(markdown)).html),
		);
		expect(marked).not.toBe(alone);
		expect(marked).toMatch(/^<section[^]*<\/section>$/);
	});

	test('that is not valid is refused by its number', async () => {
		expect(String(await refusalOf('\\(a\\) \\(\\frac\\)'))).toContain('cannot be drawn, number 2, \\frac');
	});
});

test.each([
	['引用\\[1\\]和\\[注\\]。', '<p>引用[1]和[注]。</p>'],
	['\\[1\\] 甲 \\[2\\]', '<p>[1] 甲 [2]</p>'],
	['\\[a_b\\](https://mp.weixin.qq.com/s/x)', expect.stringContaining('[a_b](')],
	['[a]\\(b\\)', '<p>[a](b)</p>'],
	['\\\\(x\\\\)', '<p>\\(x\\)</p>'],
	['\\(a', '<p>(a</p>'],
	['`\\(x\\)`', '<p><code>\\(x\\)</code></p>'],
	['```\n\\[\nx\n\\]\n```', '<pre><code>\\[<br />x<br />\\]</code></pre>'],
	['\\[', '<p>[</p>'],
	['\\[注\\]', '<p>[注]</p>'],
	['\\[ a=\n\n后 \\]', '<p>[ a=</p><p>后 ]</p>'],
	['a\\( \\)', '<p>a( )</p>'],
	['a \\[ b_1 \\( c \\]', '<p>a [ b_1 ( c ]</p>'],
	['a\\(\t\\)', expect.not.stringContaining('DRAWING')],
])('%j is no formula', async (markdown, html) => {
	expect(await shown(markdown)).toEqual(html);
});

test('10 000 brackets that none closes are read in time', async () => {
	expect(await shown('\\('.repeat(9_000))).toBe(`<p>${'('.repeat(9_000)}</p>`);
}, 10_000);
