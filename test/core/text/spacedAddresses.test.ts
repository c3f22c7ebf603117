import { writeArticle } from '../article/writeArticle';
import { markdownToPieces, markdownToText } from '../../../core/text/markdownToText';

describe('a picture with spaces in its address', () => {
	test.each([
		['![x](https://e.com/my picture.png)', 'https://e.com/my%20picture.png'],
		['![x](<https://e.com/my picture.png>)', 'https://e.com/my%20picture.png'],
		['![x](https://e.com/my%20picture.png)', 'https://e.com/my%20picture.png'],
		['![](https://e.com/a (1).png)', 'https://e.com/a%20(1).png'],
		['![x](https://e.com/a b.png "Title")', 'https://e.com/a%20b.png'],
		["![x](https://e.com/a b.png 'Title')", 'https://e.com/a%20b.png'],
		['![x](https://e.com/a b.png "Title" )', 'https://e.com/a%20b.png'],
		['![a longer text](https://e.com/a\tb.png)', 'https://e.com/a%20b.png'],
		['![x](https://e.com/a $& b.png)', 'https://e.com/a%20$&%20b.png'],
		['[![x](https://e.com/a b.png)](https://mp.weixin.qq.com/s/x)', 'https://e.com/a%20b.png'],
		['![x](binary:my file)', 'binary:my%20file'],
		['![x](my picture.png)', 'my%20picture.png'],
	])('is found in %s', async (markdown, address) => {
		expect((await writeArticle(markdown)).pictures).toEqual([address]);
	});

	test('becomes a link or a message of its own in a text message', () => {
		const markdown = 'a ![x](https://e.com/my picture.png) b';
		expect(markdownToText(markdown)).toBe('a <a href="https://e.com/my%20picture.png">x</a> b');
		expect(markdownToPieces(markdown)).toContainEqual({ url: 'https://e.com/my picture.png', alt: 'x' });
	});
});

test.each([
	['\ue000', 'https://e.com/a%20b.png'],
	['\ue000\uf000', 'https://e.com/a%20b.png'],
	['\ue000\uf000\uf8ff', undefined],
])('a text with the characters %j keeps them', async (rare, address) => {
	const { html, pictures } = await writeArticle(`${rare} ![x](https://e.com/a b.png)`);
	expect([html.includes(rare), pictures[0]]).toEqual([true, address]);
});

test.each([
	['`![x](a b.png)`', '<p><code>![x](a b.png)</code></p>'],
	['\\![x](a b.png)', '<p>![x](a b.png)</p>'],
	['![x](https://e.com/a.png (t))', expect.stringMatching(/<img src="https:\/\/e\.com\/a\.png".*<p>t<\/p>/)],
	['![x](https://e.com/a.png "t")', expect.stringMatching(/<img src="https:\/\/e\.com\/a\.png".*<p>t<\/p>/)],
])('%s stays what it is', async (markdown, html) => {
	expect((await writeArticle(markdown)).html).toEqual(html);
});
