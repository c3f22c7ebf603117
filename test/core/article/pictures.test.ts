import { isPictureAddress, pictureSource, sourceOrProblem } from '../../../core/article/articlePictures';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { writeArticle } from './writeArticle';

describe('the address of a picture', () => {
	test.each([
		['http://mmbiz.qpic.cn/mmbiz_png/a/0', 'wechat'],
		['//mmbiz.qlogo.cn/a/0', 'wechat'],
		['HTTP://MMBIZ.QPIC.CN/a/0', 'wechat'],
		['https://mmecoa.qpic.cn/a/0', 'wechat'],
		['http://mmsns.qpic.cn/a/0', 'wechat'],
		['https://mmbiz.qpic.cn.example.com/a', 'url'],
		['https://example.com/图.png', 'url'],
		['//example.com/a.png', 'url'],
		['data:image/png;base64,iVBORw0KGgo=', 'data'],
		['binary:data', 'binary'],
		['Binary:data', 'binary'],
		['attachment:cover', 'binary'],
	])('%s is of kind %s', (address, kind) => {
		expect(pictureSource('Text', address).kind).toBe(kind);
	});

	test.each([
		['https://example.com/图.png', 'https://example.com/%E5%9B%BE.png'],
		['//example.com/a.png', 'https://example.com/a.png'],
	])('%s is fetched as %s', (address, url) => {
		expect(pictureSource('Text', address)).toMatchObject({ url });
	});

	test.each([
		['', 'has no address', 'has a picture without an address'],
		['./a.png', 'is not a web address', 'has a picture at ./a.png, which is not a web address'],
	])('%j says what is wrong with it', (address, problem, rule) => {
		expect(sourceOrProblem(address)).toMatchObject({ kind: 'unusable', problem });
		expect(() => pictureSource('Text', address)).toThrow(`Text: ${rule}`);
	});

	test('of a binary field may be written as the editor of Markdown encodes it', async () => {
		const { pictures } = await writeArticle('![](binary:封面)');
		expect(pictures.map((address) => pictureSource('Text', address))).toMatchObject([{ field: '封面' }]);
	});

	test.each(['binary:data', 'binary://data', 'attachment://data'])('%s is the field data', (address) => {
		expect(pictureSource('Text', address)).toMatchObject({ field: 'data' });
	});

	test('of a binary field may have a percent sign that encodes nothing', () => {
		expect(pictureSource('Text', 'binary:100%')).toMatchObject({ field: '100%' });
	});

	test.each([
		['DATA:image/png;BASE64,iVBORw0KGgo%3D', '89504e470d0a1a0a'],
		['data:image/svg+xml,%3Csvg%3E', Buffer.from('<svg>').toString('hex')],
	])('that is its data, %s, is decoded', (address, hex) => {
		const source = pictureSource('Text', address);
		expect('bytes' in source ? source.bytes.toString('hex') : source.kind).toBe(hex);
	});

	test.each([
		[`https://e.com/${'x'.repeat(186)}`, ''],
		[`data:image/png;base64,${'A'.repeat(18)}`, ''],
		[`https://e.com/${'x'.repeat(186)}`, 'y'],
		[`data:image/png;base64,${'A'.repeat(18)}`, 'B'],
	])('is named up to a length: %s%s', (shown, rest) => {
		expect(pictureSource('Text', shown + rest).from).toBe(rest === '' ? shown : `${shown}…`);
	});

	test.each([
		'',
		'./a.png',
		'/a.png',
		'file:///etc/passwd',
		'blob:https://example.com/1',
		'cid:1',
		'https://',
		'https:///a.png',
		'https://exa mple.com/a.png',
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

test.each(['data-src', 'data-original', 'data-actualsrc', 'data-lazy-src'])(
	'a picture that is loaded later is the one in %s, and not what stands there until then',
	async (name) => {
		const blank = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E";
		const { pictures, html } = await writeArticle(
			`<img src="${blank}" ${name}="https://example.com/a.png">`,
			{
				format: 'html',
			},
		);
		expect([pictures, html]).toEqual([
			['https://example.com/a.png'],
			'<img src="https://example.com/a.png" />',
		]);
	},
);

test.each([
	['', 'https://e.com/later.png'],
	[' src=" https://e.com/a.png "', 'https://e.com/a.png'],
	[' src=" data:image/gif;base64,AA"', 'https://e.com/later.png'],
])('a picture with%s and an address for later is the one at %s', async (src, address) => {
	const content = `<img${src} data-src="https://e.com/later.png">`;
	expect((await writeArticle(content, { format: 'html' })).pictures).toEqual([address]);
});

test.each([
	['', []],
	[' data-progarm-imageurl="https://e.com/old.png"', ['https://e.com/old.png']],
])('a card with%s has the pictures %j', async (more, addresses) => {
	const content = `<mp-miniprogram data-miniprogram-appid="wx1"${more}></mp-miniprogram>`;
	expect((await writeArticle(content, { format: 'html' })).pictures).toEqual(addresses);
});

test('the picture of a mini program’s card gets an address on WeChat, and is never taken for the first of the text', async () => {
	const card = (address: string) =>
		`<mp-miniprogram data-miniprogram-appid="wx1" data-miniprogram-imageurl="${address}"></mp-miniprogram>`;
	const source = `${card('https://example.com/card.png')}<img src="https://example.com/a.png">`;
	const { pictures, render } = await writeArticle(source, { format: 'html' });
	expect(pictures).toEqual(['https://example.com/a.png', 'https://example.com/card.png']);
	const onWechat = (address: string) => `http://mmbiz.qpic.cn/${pictures.indexOf(address)}`;
	expect(render(onWechat)).toContain(card('http://mmbiz.qpic.cn/1'));
	expect(render(() => undefined)).toContain('<mp-miniprogram data-miniprogram-appid="wx1"></mp-miniprogram>');
});

test('an address between spaces is replaced', async () => {
	const { pictures, render } = await writeArticle('<img src=" https://e.com/a.png ">', { format: 'html' });
	const onWechat = new Map(pictures.map((address) => [address, 'http://mmbiz.qpic.cn/1']));
	expect(render((address) => onWechat.get(address))).toContain('<img src="http://mmbiz.qpic.cn/1" />');
});

test('a long address on WeChat is kept whole', () => {
	const url = `https://mmbiz.qpic.cn/sz_mmbiz_png/${'x'.repeat(200)}/640?wx_fmt=png`;
	expect(pictureSource('Text', url)).toMatchObject({ kind: 'wechat', url });
	expect(pictureSource('Text', url.slice(6))).toMatchObject({ kind: 'wechat', url });
});

test('a picture without a new address leaves nothing behind, and rendering twice gives the same', async () => {
	const { render } = await writeArticle('a\n\n![x](https://example.com/a.png "b")\n\nc');
	const replaced = render(() => 'http://mmbiz.qpic.cn/1');
	expect(replaced).toContain('<img src="http://mmbiz.qpic.cn/1" alt="x" />');
	expect(render(() => undefined)).not.toContain('img');
	const bare = await writeArticle('a\n\n![](https://example.com/a.png)\n\nc');
	expect(bare.render(() => undefined)).toBe('<section><p>a</p><p>c</p></section>');
	expect(render(() => 'http://mmbiz.qpic.cn/1')).toBe(replaced);
});
