import { isPictureAddress, pictureSource } from '../../../core/article/articlePictures';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { writeArticle } from './writeArticle';

describe('the address of a picture', () => {
	test.each([
		['http://mmbiz.qpic.cn/mmbiz_png/a/0', 'wechat'],
		['//mmbiz.qlogo.cn/a/0', 'wechat'],
		['https://mmbiz.qpic.cn.example.com/a', 'url'],
		['https://example.com/图.png', 'url'],
		['//example.com/a.png', 'url'],
		['data:image/png;base64,iVBORw0KGgo=', 'data'],
		['binary:data', 'binary'],
		['attachment:cover', 'binary'],
	])('%s is of kind %s', (address, kind) => {
		expect(pictureSource('Text', address).kind).toBe(kind);
	});

	test('of a binary field may be written as the editor of Markdown encodes it', async () => {
		const { pictures } = await writeArticle('![](binary:封面)');
		expect(pictures.map((address) => pictureSource('Text', address))).toMatchObject([{ field: '封面' }]);
	});

	test.each([
		'',
		'./a.png',
		'/a.png',
		'file:///etc/passwd',
		'blob:https://example.com/1',
		'cid:1',
		'https://',
	])('%j is refused with what to write instead', (address) => {
		expect(() => pictureSource('Text', address)).toThrow(InvalidInputError);
	});
});

test.each([
	['https://example.com/a.png', true],
	['//example.com/a', true],
	['binary:data', true],
	['a.png', true],
	['C:\\a', true],
	['M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX', false],
	['-a_b', false],
])('%s says where a picture is: %s', (text, isAddress) => {
	expect(isPictureAddress(text)).toBe(isAddress);
});

test('every address is named once, those of WeChat’s own editor too', async () => {
	const { pictures } = await writeArticle(
		'![](https://example.com/a.png) ![](https://example.com/a.png)\n\n<img data-src="https://example.com/b.png" src="data:image/gif;base64,AA">',
	);
	expect(pictures).toEqual(['https://example.com/a.png', 'https://example.com/b.png']);
});

test('a picture without a new address leaves nothing behind, and rendering twice gives the same', async () => {
	const { render } = await writeArticle('a\n\n![x](https://example.com/a.png "b")\n\nc');
	const replaced = render(() => 'http://mmbiz.qpic.cn/1');
	expect(replaced).toContain('<img src="http://mmbiz.qpic.cn/1" alt="x" />');
	expect(render(() => undefined)).not.toContain('img');
	expect(render(() => 'http://mmbiz.qpic.cn/1')).toBe(replaced);
});
