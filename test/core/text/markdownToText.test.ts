import { markdownToPieces, markdownToText } from '../../../core/text/markdownToText';
import { testBoundedTime } from './testBoundedTime';

const textOf = markdownToText;

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
	['a line through a text that ends with a Chinese mark', '~~原价，~~现价', '原价，现价'],
	['ranges', '3~5天，7~10天', '3~5天，7~10天'],
	['nothing but white space', ' \n\n ', ''],
])('%s becomes what a bubble shows', (_what, markdown, text) => {
	expect(textOf(markdown)).toBe(text);
});

test.each([
	[
		'a link that stands apart',
		'[shop][1]\n\n[1]: https://example.com',
		'<a href="https://example.com">shop</a>',
	],
	[
		'a picture that stands apart',
		'![cat][c]\n\n[c]: https://example.com/c.png',
		'<a href="https://example.com/c.png">cat</a>',
	],
	[
		'a link around a picture',
		'[![cat](https://example.com/c.png)](https://example.com)',
		'<a href="https://example.com">cat</a>',
	],
	['a link around tags', '[a</a>b](https://example.com)', '<a href="https://example.com">ab</a>'],
	['what a model thinks before it answers', '<think>\nLet me see.\n\nWell…\n</think>\n\n**Yes**', 'Yes'],
	['nothing but what a model thinks', '<think>\nLet me see.\n</think>\n', ''],
	['a thought whose beginning is missing', 'Let me see.\n</think>\n\n**Yes**', 'Yes'],
	['a thought in two parts', '<think>\na\n</think>\n<thinking>b</thinking> **Yes**', 'Yes'],
	['thoughts below an empty line', '\n <think>a</think>b </think> c', 'b </think> c'],
	['a code block around the whole answer', '```markdown\n**Yes**\n```\n', 'Yes'],
	['one whose last line is indented', '```md\n**Yes**\n  ```', 'Yes'],
	['one around indented marks', '```md\na\n\n    ```\n    b\n```', 'a\n\n```\nb'],
	['one that never ends, around one that does', '```md\na\n```js\nb\n```', 'a\n```js\nb'],
	[
		'a menu link',
		'[好](weixin://bizmsgmenu?msgmenuid=1)',
		'<a href="weixin://bizmsgmenu?msgmenuid=1">好</a>',
	],
	['breaks in HTML', 'a<br/>b<BR />c\rd', 'a\nb\nc\nd'],
	[
		'a list of five levels',
		'- a\n  - b\n    - c\n      - d\n        - e',
		'• a\n  • b\n    • c\n      • d\n        • e',
	],
	['code in a list', '- a\n\n  ```\n  b\n\n  c\n  ```', '• a\n  b\n\n  c'],
	[
		'a label that is defined twice',
		'[shop][1]\n\n[1]: https://one.example\n[1]: https://two.example',
		'<a href="https://one.example">shop</a>',
	],
	['a picture without a text', '![](https://e.com/a.png)', '<a href="https://e.com/a.png">图片</a>'],
	['a link without words', '[](https://e.com)', 'https://e.com'],
	['a link to a number', '[call](tel:10086)', '<a href="tel:10086">call</a>'],
	['nothing but a definition', '[1]: https://e.com', '[1]: https://e.com'],
	['a footnote', 'a[^1]\n\n[^1]: b', 'a[1]\n\n[1] b'],
	['a line that is broken', 'a  \nb', 'a\nb'],
	['an entry of several lines', '- a\n\n  b', '• a\n  b'],
	['a table of a head alone', '|a|b|c|\n|-|-|-|', 'a / b / c'],
	['a column without a name', '|a||c|\n|-|-|-|\n|1|2|3|', '• 1 · 2 · c：3'],
	['a paragraph that shows nothing', 'a\n\n&nbsp;\n\nb', 'a\n\nb'],
	['words around a code block', 'Write:\n\n```md\n# a\n```', 'Write:\n\n# a'],
	['a thought that never ends', '<think>\nLet me see.', '<think>\nLet me see.'],
	['a text with the line ends of Windows', 'a\r\nb\r\n\r\n\r\nc', 'a\nb\n\nc'],
	[
		'pictures in a line',
		'see ![cat](https://example.com/cat.png) and ![no](data:image/png;base64,AA)',
		'see <a href="https://example.com/cat.png">cat</a> and no',
	],
])('%s becomes what a bubble shows, too', (_what, markdown, text) => {
	expect(textOf(markdown)).toBe(text);
});

describe('a picture that is a message of its own', () => {
	const picture = (number: number) => `![${number}](https://example.com/${number}.png)`;
	const image = (number: number) => ({ url: `https://example.com/${number}.png`, alt: String(number) });

	test.each<[string, string, ReturnType<typeof markdownToPieces>]>([
		['between paragraphs', `a\n\n${picture(1)}\n\nb`, ['a', image(1), 'b']],
		['inside a line', `a ${picture(1)} b\nc`, ['a  b', image(1), 'c']],
		['in a list', `1. a\n   ${picture(1)}\n2. ${picture(2)}\n3. b`, ['1. a', image(1), image(2), '3. b']],
		['beside a number', `1.2. ${picture(1)}`, ['1.2.', image(1)]],
		['in a table', `|a|b|\n|-|-|\n|x|${picture(1)}|\n|y|z|`, ['a / b\n• x：', image(1), '• y：z']],
		['a second time', `${picture(1)}\n\na\n\n${picture(1)}\n\nb`, [image(1), 'a\n\nb']],
		['inside a link', `[${picture(1)}](https://example.com) a`, ['https://example.com a', image(1)]],
		['that only seems to be one', 'a\x000\x00', ['a\ufffd0\ufffd']],
		['and no text', '', []],
	])('%s follows its line', (_where, markdown, pieces) => {
		expect(markdownToPieces(markdown)).toEqual(pieces);
	});
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
	expect(textOf('x'.repeat(50_000))).toHaveLength(50_000);
	expect(() => textOf('x'.repeat(50_001))).toThrow('has 50001 characters, Markdown is read up to 50000');
});

test('what nests too deeply stands as it was written', () => {
	const markdown = `${'> '.repeat(500)}deep`;
	expect(textOf(markdown)).toBe(markdown);
});

// Four times as much is read in test/slow.
testBoundedTime(10_000, 8);
