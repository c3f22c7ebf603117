import { markdownToText } from '../../../core/text/markdownToText';
import { testBoundedTime } from './testBoundedTime';

const textOf = (markdown: string) => markdownToText(markdown).text;

test.each([
	['a heading', '# Title\n\ntext', '【Title】\n\ntext'],
	['emphasis', '**bold** *it* ~~old~~ `code`', 'bold it old code'],
	['a list', '- one\n- two\n  - inner', '• one\n• two\n  • inner'],
	['a numbered list', '3. one\n4. two', '3. one\n4. two'],
	['a task list', '- [x] done\n- [ ] open', '☑ done\n☐ open'],
	['a quotation', '> said\n> so', '┃ said\n┃ so'],
	['code', '```js\nlet a = 1 < 2;\n```', 'let a = 1 < 2;'],
	['a line', 'a\n\n---\n\nb', 'a\n\n————\n\nb'],
	['a link', '[shop](https://example.com/?a="b")', '<a href="https://example.com/?a=%22b%22">shop</a>'],
	['a bare link', 'see https://example.com', 'see https://example.com'],
	['a link of another kind', '[run](javascript:alert(1))', 'run'],
	['a break in HTML', 'a<br>b', 'a\nb'],
	['a link in HTML', '<a href="https://example.com">x</a>', '<a href="https://example.com">x</a>'],
	['a table of two columns', '|Item|Price|\n|-|-|\n|Tea|3|\n|Rice|5|', 'Item / Price\n• Tea：3\n• Rice：5'],
	['a wider table', '|Item|Price|Size|\n|-|-|-|\n|Tea|3|L|', '• Tea · Price：3 · Size：L'],
	['Chinese text', '你好，**世界**。', '你好，世界。'],
	[
		'emphasis that ends with a Chinese mark',
		'**注意：**请看**“重点”**和*（说明）*吧',
		'注意：请看“重点”和（说明）吧',
	],
	['nothing but white space', ' \n\n ', ''],
])('%s becomes what a bubble shows', (_what, markdown, text) => {
	expect(textOf(markdown)).toBe(text);
});

test('a picture leaves a link in the text, or none where it is sent by itself', () => {
	const markdown = 'see ![cat](https://example.com/cat.png) and ![no](data:image/png;base64,AA)';
	expect(markdownToText(markdown)).toEqual({
		text: 'see <a href="https://example.com/cat.png">cat</a> and no',
		images: [{ url: 'https://example.com/cat.png', alt: 'cat' }],
	});
	expect(markdownToText(markdown, true).text).toBe('see  and no');
});

test.each([
	['an emphasis that never ends', '**bold', '**bold'],
	['a link that never ends', '[shop](https://exa', '[shop](https://exa'],
	['a code block that never ends', '```\ncode', 'code'],
	['half a table', '|a|b|\n|-', '|a|b|\n|-'],
])('%s stays readable', (_what, markdown, text) => {
	expect(textOf(markdown)).toBe(text);
});

test('a text that is too long to be read is refused with its length', () => {
	expect(() => textOf('x'.repeat(50_001))).toThrow('has 50001 characters, Markdown is read up to 50000');
});

test('what nests too deeply stands as it was written', () => {
	const markdown = `${'> '.repeat(500)}deep`;
	expect(textOf(markdown)).toBe(markdown);
});

// Four times as much is read in test/slow.
testBoundedTime(10_000, 8);
