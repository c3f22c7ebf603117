import { markdownToText } from '../../../core/text/markdownToText';
import { writeArticle } from './writeArticle';

const htmlOf = async (markdown: string) =>
	(await writeArticle(markdown)).html.replaceAll('<br />\n', '<br />');

describe('a callout', () => {
	test.each([
		['> [!NOTE]\n> 请注意', '<p><strong>备注</strong></p><p>请注意</p>'],
		['> [!WARNING]\n> Mind it', '<p><strong>Warning</strong></p><p>Mind it</p>'],
		[
			'> [!tip]- **粗** 标题\n> 内容\n>\n> 二',
			'<p><strong><strong>粗</strong> 标题</strong></p><p>内容</p><p>二</p>',
		],
		['> [!NOTE]  \n> 内容', '<p><strong>备注</strong></p><p>内容</p>'],
		['> [!recipe]\n> - 一', '<p><strong>Recipe</strong></p><ul><li>一</li></ul>'],
		['> [!NOTE]', '<p><strong>Note</strong></p>'],
	])('%j gets a heading', async (markdown, inside) => {
		expect(await htmlOf(markdown)).toBe(`<blockquote>${inside}</blockquote>`);
	});

	test.each([
		['> `[!NOTE]` a', '<blockquote><p><code>[!NOTE]</code> a</p></blockquote>'],
		['> - [!NOTE]', '<blockquote><ul><li>[!NOTE]</li></ul></blockquote>'],
		['> [!1] a', '<blockquote><p>[!1] a</p></blockquote>'],
		['[!NOTE] a', '<p>[!NOTE] a</p>'],
	])('is not %j', async (markdown, html) => {
		expect(await htmlOf(markdown)).toBe(html);
	});

	test('has its heading in a bubble, too', () => {
		expect(markdownToText('> [!NOTE]\n> 请注意')).toBe('┃ 备注\n\n┃ 请注意');
	});
});

describe('a single line break', () => {
	test.each([
		['标题：x\n日期：y', '标题：x<br />日期：y'],
		['一\n二\n三', '一<br />二<br />三'],
		['a，\nb', 'a，<br />b'],
		['𠀀\nb', '𠀀<br />b'],
		['b\n𠀀', 'b<br />𠀀'],
		['**粗**\nb', '<strong>粗</strong><br />b'],
		['a\n**粗**', 'a<br /><strong>粗</strong>'],
		['**一\n二**', '<strong>一<br />二</strong>'],
		['one\ntwo', 'one\ntwo'],
		['one\n*two*', 'one\n<em>two</em>'],
		['안녕\n하세요', '안녕\n하세요'],
	])('in %j is one where a space would be wrong', async (markdown, html) => {
		expect(await htmlOf(markdown)).toBe(`<p>${html}</p>`);
	});

	test('in code stays as it is', async () => {
		expect(await htmlOf('`一\n二`')).toBe('<p><code>一 二</code></p>');
	});
});

describe('marked text', () => {
	test.each([
		['这是==重点==，==a b==', '这是<mark>重点</mark>，<mark>a b</mark>'],
		['==a==', '<mark>a</mark>'],
		['if a==b && c==d', 'if a==b &amp;&amp; c==d'],
		['a == b == c', 'a == b == c'],
		['===a===', '===a==='],
		['`==a==`', '<code>==a==</code>'],
	])('%j is recognized by its signs', async (markdown, html) => {
		expect(await htmlOf(markdown)).toBe(`<p>${html}</p>`);
	});

	test('is plain in a bubble', () => {
		expect(markdownToText('这是==重点==')).toBe('这是重点');
	});
});

describe('the width of a picture', () => {
	test.each([
		['![a|300](https://e.com/a.png)', 'alt="a" style="width:300px;max-width:100%"'],
		['![|300x200](https://e.com/a.png)', 'alt="" style="width:300px;max-width:100%"'],
		['![a](https://e.com/a.png =300x200)', 'alt="a" style="width:300px;max-width:100%"'],
		['![a](https://e.com/a.png =300x)', 'alt="a" style="width:300px;max-width:100%"'],
		['![a](https://e.com/a.png =x200)', 'alt="a"'],
		['![a|b](https://e.com/a.png)', 'alt="a|b"'],
	])('in %j is no part of its address or text', async (markdown, attributes) => {
		expect(await htmlOf(markdown)).toBe(`<section><img src="https://e.com/a.png" ${attributes} /></section>`);
	});

	test('is no part of a link in a bubble', () => {
		expect(markdownToText('![a|300](https://e.com/a.png =300x200)')).toBe(
			'<a href="https://e.com/a.png">a</a>',
		);
	});
});

test.each(['[TOC]', '[[toc]]'])('the place for a table of contents, %s, is left out', async (toc) => {
	expect(await htmlOf(`${toc}\n\na`)).toBe('<p>a</p>');
	expect(await htmlOf(`see ${toc}`)).toBe(`<p>see ${toc}</p>`);
});
