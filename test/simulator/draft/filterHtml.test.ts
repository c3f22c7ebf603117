import { filterHtml, textOf } from '../../../simulator/areas/draft/filterHtml';

const MMBIZ = 'http://mmbiz.qpic.cn/mmbiz_png/abc/0?wx_fmt=png';

it.each([
	['a script with its content', '<p>a</p><script>alert("<p>")</script><p>b</p>', '<p>a</p><p>b</p>'],
	['a style sheet', '<style>p{color:red}</style><p>a</p>', '<p>a</p>'],
	['a frame', '<iframe src="https://example.com"></iframe>a', 'a'],
	['a frame inside a frame', '<iframe><iframe></iframe>x</iframe>a', 'a'],
	['a form but not its text', '<form action="/x">Name <input name="n"></form>', 'Name '],
	['an element without an end, but not what follows it', '<input name="n">a<link href="x">b', 'ab'],
	['an element that closes itself, but not what follows it', '<audio src="x"/>a', 'a'],
	[
		'an outside link that names a mini program',
		'<a href="https://example.com" data-miniprogram-appid="wx1">here</a>',
		'here',
	],
	['a comment', 'a<!-- b --><!DOCTYPE html>c', 'ac'],
	[
		'class, id and event attributes',
		'<p class="a" id="b" onclick="c()" title="d">e</p>',
		'<p title="d">e</p>',
	],
	['an event attribute without quotes', '<img onerror=alert(1) src=x>a', 'a'],
	['a picture from outside', '<img src="https://example.com/a.png">b', 'b'],
	['a picture on a host that only looks like it', '<img src="https://qpic.cn.example.com/a.png">', ''],
	['a picture on a host that only ends like it', '<img src="https://evilqpic.cn/a.png">', ''],
	['an attribute that is there before', '<p title="a" title="b">c</p>', '<p title="a">c</p>'],
	['a picture in a data: address', '<img src="data:image/png;base64,AAAA">', ''],
	['an outside link but not its text', '<a href="https://example.com">here</a>', 'here'],
	['a javascript: link', '<a href="javascript:alert(1)">here</a>', 'here'],
	['a javascript: address elsewhere', '<p title="javascript:alert(1)">a</p>', '<p>a</p>'],
	[
		'position and variables in a style',
		'<p style="position:fixed;color:red;margin:var(--a)">b</p>',
		'<p style="color:red">b</p>',
	],
	['a style of which nothing is left', '<p style="position: absolute">b</p>', '<p>b</p>'],
	[
		'an outside picture in a style',
		'<p style="background:url(https://example.com/a.png);color:red">b</p>',
		'<p style="color:red">b</p>',
	],
	[
		'the outside picture of a card',
		'<mp-miniprogram data-miniprogram-appid="wx1" data-miniprogram-imageurl="https://example.com/a.png"></mp-miniprogram>',
		'<mp-miniprogram data-miniprogram-appid="wx1"></mp-miniprogram>',
	],
	['an unknown element but not its text', '<custom-tag>a</custom-tag>', 'a'],
	['what follows a script that never ends', '<p>a</p><script>b', '<p>a</p>'],
])('filterHtml takes out %s', (_case, html, filtered) => {
	expect(filterHtml(html)).toBe(filtered);
});

it.each([
	['a picture of the platform', `<img src="${MMBIZ}" alt="x">`],
	['a picture of the platform without a scheme', '<img src="//mmbiz.qpic.cn/a/0">'],
	['a semicolon in an address', '<p style="background: url(https://mmbiz.qpic.cn/a;b); color: red">c</p>'],
	['a link to mp.weixin.qq.com', '<a href="https://mp.weixin.qq.com/s/abc">here</a>'],
	['a link that opens a mini program', '<a data-miniprogram-appid="wx1" href="">here</a>'],
	['a table with styles', '<table><tr><td style="color: red; padding: 1px">a</td></tr></table>'],
	['code with its breaks', '<pre style="overflow-x: auto"><code>a<br>b</code></pre>'],
	['a drawing', '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>'.replace('viewBox', 'viewbox')],
	['entities', '<p>1 &lt; 2 &amp; 3</p>'],
	['quotes in a style', '<p style="font-family:&quot;A B&quot;; color:red">b</p>'],
	['an address with parameters', `<img src="${MMBIZ}?a=1&amp;b=2">`],
])('filterHtml keeps %s', (_case, html) => {
	expect(filterHtml(html)).toBe(html);
});

it.each([
	'z-index:1',
	'behavior:url(#a)',
	'-moz-binding:url(http://mmbiz.qpic.cn/a#b)',
	'-ms-behavior:none',
	'-o-link:"http://example.com/"',
	'width:ex\\70 ression(1)',
	'width:exp/**/ression(1)',
	'background:\\75rl(http://example.com/a)',
	'background:image-set("http://example.com/a" 1x)',
	'filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src="http://example.com/a")',
	'--a:1px',
	'color:',
	'margin:var(--a)',
	'width:expression(1)',
	'content:"javascript:a"',
	'background:@import "a"',
])('filterHtml takes %s out of a style', (declaration) => {
	const style = `${declaration};color:red`.replaceAll('"', '&quot;');
	expect(filterHtml(`<p style="${style}">a</p>`)).toBe('<p style="color:red">a</p>');
});

it('filterHtml makes text of a < that begins no tag', () => {
	expect(filterHtml('<p>1 < 2 > 0</p>')).toBe('<p>1 &lt; 2 &gt; 0</p>');
});

it('filterHtml leaves nothing that runs, also when tags are nested to fool it', () => {
	const html =
		'<scr<script></script>ipt>alert(1)</script><img src="x" onerror="a"><svg onload=a><p/onclick=a>';
	expect(filterHtml(html)).not.toMatch(/<script|onerror|onload|onclick/i);
});

it('filterHtml is idempotent on its own output', () => {
	const once = filterHtml(`<div class="a"><p style='color:red'>"1" < 2<img src='${MMBIZ}'></p></div>`);
	expect(filterHtml(once)).toBe(once);
});

it('filterHtml sees through references in an address', () => {
	expect(filterHtml('<p title="javascript&#x3a;a">b</p>')).toBe('<p>b</p>');
});

it('textOf leaves a reference to no character as it is', () => {
	expect(textOf('<p>&#x110000;&#1114112;a</p>')).toBe('&#x110000;&#1114112;a');
});

it('textOf reads references by name and by number', () => {
	expect(textOf('<p>AT&#x26;T &lt;a&#62; &quot;b&apos; &copy;</p>')).toBe('AT&T <a> "b\' &copy;');
});

it('textOf gives what readers see, on one line', () => {
	expect(textOf('<h1>标题</h1>\n<p>1 &lt; 2&nbsp;<script>x</script>&amp;c</p>')).toBe('标题 1 < 2 &c');
});
