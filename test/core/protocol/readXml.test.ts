import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { readXml } from '../../../core/protocol/readXml';
import { PASTED, readBack, writeUnescaped } from './hostileTexts';
import { faultOf, refusalOf } from './refusal';

/** The reader of pushes, and the ordinary XML that it starts from. */
const READERS = [
	{ reader: 'readXml', read: readXml },
	{ reader: 'readStandardXml', read: readStandardXml },
];

const inCdata = (text: string) => `<xml><Content><![CDATA[${text}]]></Content></xml>`;

describe.each(READERS)('$reader keeps text exactly', ({ read }) => {
	test.each([
		['white space at both ends', '  a  b \t '],
		['CR LF, CR and LF', 'a\r\nb\rc\nd\r\r\n'],
		['only a line end', '\r\n'],
		['tabs', '\ta\t\tb'],
		['leading zeros', '000123'],
		['a 64-bit id', '9223372036854775807'],
		['emoji and characters beyond the basic plane', '👨‍👩‍👧 𠮷 🇨🇳'],
		['decomposed characters', 'e\u0301'],
		['private characters', '\ue000\uf8ff\u{100000}'],
		['entity look-alikes', '&amp; &lt; &#65; &nbsp; &x'],
		['markup look-alikes', '<b>x</b> </Content> <!-- no --> <?x?> <!DOCTYPE x>'],
		['closing brackets', ']] ]> > ]'],
		['brackets at the end', 'a]]'],
		['control characters', '\0\u0001\u0008\u000b\u000c\u001f\u007f\u0085\u2028'],
		['non-characters', '\ufffe\uffff'],
		['a byte order mark inside', 'a\ufeffb'],
		['nothing', ''],
	])('CDATA with %s', (_what, text) => {
		expect(read(inCdata(text))).toEqual({ Content: text });
	});

	test.each([
		['a &b', 'a &amp;<![CDATA[b]]>'],
		['xy', 'x<!-- <![CDATA[no]]> -->y'],
		['xy', 'x<?pi <![CDATA[no]]> ?>y'],
		['yes', '<!-- <![CDATA[no]]> --><![CDATA[yes]]>'],
		['yes', '<?pi <![CDATA[no]]> ?><![CDATA[yes]]>'],
		['a<b', 'a&lt;<!-- - -->b'],
	])('%j written as %s', (text, written) => {
		expect(read(`<xml><Content>${written}</Content></xml>`)).toEqual({ Content: text });
	});

	test.each([
		['6054768590064713728', '6054768590064713728'],
		['0012', '0012'],
		['1e3', '1e3'],
		['  a  b\t', '  a  b\t'],
		['订单', '订单'],
		['𠮷', '𠮷'],
		['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
		['&#65;&#x1F600;&#13;', 'A😀\r'],
		['a > b', 'a > b'],
		['\ue000&#xE000;', '\ue000\ue000'],
	])('bare text %j', (written, text) => {
		expect(read(`<xml><Content>${written}</Content></xml>`)).toEqual({ Content: text });
	});

	test('bare line ends become LF, as XML rules', () => {
		expect(read('<xml><Content>a\r\nb\rc</Content></xml>')).toEqual({ Content: 'a\nb\nc' });
	});

	test('a megabyte of text', () => {
		const text = '订单 shipped\r\n'.repeat(70_000);
		expect(read(inCdata(text)).Content).toBe(text);
	});
});

describe.each(READERS)('$reader gives structure', ({ read }) => {
	test('children in document order, white space between them dropped', () => {
		const xml = '<xml>\r\n <B><![CDATA[2]]></B>\t<A>1</A>\n\n</xml>\r\n';
		expect(Object.entries(read(xml))).toEqual([
			['B', '2'],
			['A', '1'],
		]);
	});

	test('empty elements in every spelling as empty strings', () => {
		const xml = '<xml><A></A><B/><C /><D><![CDATA[]]></D><E> </E></xml>';
		expect(read(xml)).toEqual({ A: '', B: '', C: '', D: '', E: ' ' });
	});

	test.each(['<xml></xml>', '<xml/>', '<xml >\n</xml >', '<xml><![CDATA[ ]]></xml>'])(
		'an empty document %j',
		(xml) => {
			expect(read(xml)).toEqual({});
		},
	);

	test('nested elements as objects', () => {
		const xml =
			'<xml><ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType>\n<ScanResult><![CDATA[1\r\n2]]></ScanResult></ScanCodeInfo></xml>';
		expect(read(xml)).toEqual({ ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1\r\n2' } });
	});

	test.each(['fail_idx', 'item', 'List'])('%s is an array also when there is one', (name) => {
		expect(read(`<xml><A><${name}><B>1</B></${name}></A></xml>`)).toEqual({ A: { [name]: [{ B: '1' }] } });
		expect(read(`<xml><${name}>1</${name}></xml>`)).toEqual({ [name]: ['1'] });
		expect(read(`<xml><${name}/></xml>`)).toEqual({ [name]: [''] });
	});

	test('names that only resemble item and List are no arrays', () => {
		expect(read('<xml><Item>1</Item><list>2</list></xml>')).toEqual({ Item: '1', list: '2' });
	});

	test('repeated elements become an array, wherever they stand', () => {
		const xml = '<xml><A>1</A><B>x</B><A><C>2</C></A><A/><B>y</B></xml>';
		expect(read(xml)).toEqual({ A: ['1', { C: '2' }, ''], B: ['x', 'y'] });
		expect(read('<xml><A>1</A><A>1</A><A>2</A></xml>')).toEqual({ A: ['1', '1', '2'] });
	});

	test('attributes, comments, instructions, the declaration and a byte order mark are dropped', () => {
		const xml =
			'\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- a --><?b c?>\r\n<xml x="1"\r\n y=\'>\'><A z="]]>">1</A><!-- <A>2</A> --><?d?></xml>\r\n<!-- e -->\r\n';
		expect(read(xml)).toEqual({ A: '1' });
	});

	test('a declared XML 1.1 changes no character', () => {
		const xml = '<?xml version="1.1"?><xml><A>a\u0085b\u2028c\u007f</A></xml>';
		expect(read(xml)).toEqual({ A: 'a\u0085b\u2028c\u007f' });
	});

	test.each(['constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'])(
		'an element named %s is an ordinary one',
		(name) => {
			const root = read(`<xml><${name}>1</${name}><A><${name}><B>2</B></${name}></A></xml>`);
			expect(Object.entries(root)).toEqual([
				[name, '1'],
				['A', { [name]: { B: '2' } }],
			]);
			expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
		},
	);

	test('sixteen levels are read', () => {
		const inner = Array.from({ length: 15 }, (_, level) => `A${level}`);
		const xml = `<xml>${inner.map((name) => `<${name}>`).join('')}${inner
			.reverse()
			.map((name) => `</${name}>`)
			.join('')}</xml>`;
		expect(JSON.stringify(read(xml)).match(/\{/g)).toHaveLength(15);
	});
});

describe.each(READERS)('$reader refuses', ({ read }) => {
	const laughs = `<!DOCTYPE xml [<!ENTITY a "ha">${'bcdefgh'
		.split('')
		.map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`)
		.join('')}]><xml><A>&h;</A></xml>`;

	test.each([
		['a DOCTYPE', '<!DOCTYPE xml><xml><A>1</A></xml>'],
		['a DOCTYPE that only names a file', '<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml/>'],
		['an external entity', '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>'],
		['a billion laughs', laughs],
	])('%s, naming the DOCTYPE', (_what, xml) => {
		expect(refusalOf(() => read(xml))).toMatchObject({
			fault: 'malformed',
			message: expect.stringMatching(/DOCTYPE/),
		});
	});

	test.each([
		['a bare less-than sign', '<xml><A>1 < 2</A></xml>'],
		['a less-than sign at the end of text', '<xml><A>1<</A></xml>'],
		['a less-than sign in an attribute', '<xml><A b="<">1</A></xml>'],
		['CDATA in an attribute', '<xml><A b="<![CDATA[x]]>">1</A></xml>'],
		['an attribute without value', '<xml><A b>1</A></xml>'],
		['an attribute twice', '<xml><A b="1" b="2">1</A></xml>'],
		['a stray character in a tag', '<xml><A ^>1</A></xml>'],
		['a stray character in a closing tag', '<xml><A>1</A ^></xml>'],
		['a name that starts with a digit', '<xml><1A>1</1A></xml>'],
		['crossed tags', '<xml><A><B></A></B></xml>'],
		['a closing tag in another case', '<xml><A>1</a></xml>'],
		['an unclosed element', '<xml><A>1</A>'],
		['an unclosed CDATA section', '<xml><A><![CDATA[1</A></xml>'],
		['an unclosed comment', '<xml><A>1</A><!-- </xml>'],
		['a comment with -- inside', '<xml><A>1</A><!-- a -- b --></xml>'],
		['a CDATA section in lower case', '<xml><A><![cdata[1]]></A></xml>'],
		['text before the root', 'x<xml><A>1</A></xml>'],
		['text after the root', '<xml><A>1</A></xml>x'],
		['CDATA after the root', '<xml><A>1</A></xml><![CDATA[ ]]>'],
		['a second root', '<xml><A>1</A></xml><xml><A>1</A></xml>'],
		['a declaration that is not first', ' <?xml version="1.0"?><xml><A>1</A></xml>'],
		['text in the root', '<xml>text</xml>'],
		['CDATA in the root', '<xml><![CDATA[text]]></xml>'],
		['text beside children', '<xml><A>1</A>x</xml>'],
		['a no-break space beside children', '<xml><A>1</A>\u00a0</xml>'],
		['CDATA beside children', '<xml><A><B>1</B><![CDATA[x]]></A></xml>'],
		['another root', '<html><body>1</body></html>'],
		['a root in capitals', '<XML><A>1</A></XML>'],
		['a root that only starts alike', '<xmlx><A>1</A></xmlx>'],
		['an element named __proto__', '<xml><__proto__><polluted>1</polluted></__proto__></xml>'],
		['a flat element named __proto__', '<xml><__proto__>1</__proto__></xml>'],
		['an empty text', ''],
		['white space alone', ' \r\n'],
		['a byte order mark alone', '\ufeff'],
		['JSON', '{"ToUserName":"gh_1"}'],
		['the bare word success', 'success'],
		['a half surrogate pair before a tag', '<xml><A>\ud800<B/></A></xml>'],
		['a half surrogate pair in a comment', '<xml><!--\ud800--><A><![CDATA[x]]></A><!-- --></xml>'],
		['a half surrogate pair at the end', '<xml><?a \ud800'],
	])('%s', (_what, xml) => {
		expect(faultOf(() => read(xml))).toBe('malformed');
	});

	test('seventeen levels', () => {
		const xml = `<xml>${'<A>'.repeat(16)}${'</A>'.repeat(16)}</xml>`;
		expect(refusalOf(() => read(xml)).message).toMatch(/deeper than 16/);
	});

	test('a hundred thousand levels, without exhausting the stack', () => {
		expect(faultOf(() => read(`<xml>${'<A>'.repeat(100_000)}`))).toBe('malformed');
	});

	test('a document, and reads the next one as if nothing had been', () => {
		expect(faultOf(() => read('<xml><A><B>1</B>'))).toBe('malformed');
		expect(read('<xml><A><B>2</B></A></xml>')).toEqual({ A: { B: '2' } });
	});

	test('without repeating any of the document', () => {
		expect(refusalOf(() => read('<xml><A>openid-of-a-person</B></xml>')).message).not.toMatch(
			/openid|person/,
		);
	});
});

test('a document that names __proto__ changes no other object', () => {
	for (const { read } of READERS) {
		expect(faultOf(() => read('<xml><A><__proto__><polluted>1</polluted></__proto__></A></xml>'))).toBe(
			'malformed',
		);
	}
	expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test.each([
	'&e;',
	'&nbsp;',
	'&constructor;',
	'&#0;',
	'&#xD800;',
	'a & b',
	'https://a.example/?x=1&y=2',
	'a]]>b',
	'\u0001',
])('readXml keeps the bare text %j, which WeChat does not escape; readStandardXml refuses it', (text) => {
	expect(readXml(`<xml><A>${text}</A></xml>`)).toEqual({ A: text });
	expect(faultOf(() => readStandardXml(`<xml><A>${text}</A></xml>`))).toBe('malformed');
});

describe('readXml reads what people write around a CDATA end', () => {
	const push = (inner: string) =>
		`<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<FromUserName><![CDATA[oUSER]]></FromUserName>\n<CreateTime>1760000000</CreateTime>\n${inner}\n</xml>`;
	const text = (content: string) =>
		push(
			`<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[${content}]]></Content>\n<MsgId>24105763409812</MsgId>`,
		);
	const head = { ToUserName: 'gh_1', FromUserName: 'oUSER', CreateTime: '1760000000' };

	test.each([
		'if (a[b[0]]>1) return',
		']]>',
		']]]]><![CDATA[>',
		'<a><![CDATA[x]]></a>',
		'x]]></Content>',
		'x]]></Content></xml>',
		'x]]></Content><MsgId>1</MsgId></xml>',
		'x]]></Content><FromUserName><![CDATA[oVICTIM]]></FromUserName><Content><![CDATA[y',
		'x]]></Content><Event><![CDATA[subscribe]]></Event><MsgType><![CDATA[event]]></MsgType><Content><![CDATA[y',
		'x]]></Content><Content><![CDATA[y',
		'</Content></xml>',
		'<xml><Content><![CDATA[whole]]></Content></xml>',
		']]><!-- ',
		'x]]></Content><Added>1</Added><bizmsgmenuid><![CDATA[y',
	])('Content %j', (content) => {
		expect(readXml(text(content))).toEqual({
			...head,
			MsgType: 'text',
			Content: content,
			MsgId: '24105763409812',
		});
	});

	test('a scanned code that imitates the elements before it', () => {
		const result =
			'x]]></ScanResult></ScanCodeInfo><EventKey><![CDATA[admin]]></EventKey><ScanCodeInfo><ScanResult><![CDATA[y';
		const xml = push(
			`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[scancode_waitmsg]]></Event><EventKey><![CDATA[key]]></EventKey><ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[${result}]]></ScanResult></ScanCodeInfo>`,
		);
		expect(readXml(xml)).toEqual({
			...head,
			...{ MsgType: 'event', Event: 'scancode_waitmsg', EventKey: 'key' },
			ScanCodeInfo: { ScanType: 'qrcode', ScanResult: result },
		});
	});

	test.each(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'])(
		'a second %s at the end is not taken',
		(name) => {
			const again = `<${name}><![CDATA[oVICTIM]]></${name}>`;
			const read = readXml(push(`<MsgType><![CDATA[text]]></MsgType>${again}`));
			expect(read).toEqual({ ...head, MsgType: 'text' });
		},
	);

	const link = (Title: string, Description: string, Url: string) => ({
		xml: push(
			`<MsgType><![CDATA[link]]></MsgType>\n<Title><![CDATA[${Title}]]></Title>\n<Description><![CDATA[${Description}]]></Description>\n<Url><![CDATA[${Url}]]></Url>\n<MsgId>5</MsgId>`,
		),
		read: { ...head, MsgType: 'link', Title, Description, Url, MsgId: '5' },
	});

	test.each([
		[
			'an element around both, which makes ordinary XML',
			'x]]></Title><OpenID><![CDATA[oADMIN]]></OpenID><Foo><Title><![CDATA[',
			']]></Description></Foo><Description><![CDATA[z',
		],
		[
			'an element between both',
			'x]]></Title><OpenID><![CDATA[oADMIN]]></OpenID><Foo><![CDATA[',
			']]></Foo><Description><![CDATA[z',
		],
		['the end of the other', ']]>', ']]></Title><OpenID><![CDATA[o]]></OpenID><Description><![CDATA[q'],
	])('two texts that together make %s add nothing', (_what, title, description) => {
		const { xml, read } = link(title, description, 'https://www.example.com');
		expect(Object.keys(readXml(xml))).toEqual(Object.keys(read));
		expect(readXml(xml)).toMatchObject({ FromUserName: 'oUSER', Url: 'https://www.example.com', MsgId: '5' });
	});

	test('two texts that each look like markup, each as it was written', () => {
		const { xml, read } = link(
			'x]]></Title><OpenID><![CDATA[oADMIN]]></OpenID><Foo><Title><![CDATA[',
			']]></Description></Foo><Description><![CDATA[z',
			']]></Url><MsgId>1</MsgId></xml>',
		);
		expect(readXml(xml)).toEqual(read);
	});

	test.each(PASTED)('%s that holds a copy of the whole push', (_what, tree) => {
		expect(readXml(`<xml>${writeUnescaped(tree)}</xml>`)).toEqual(readBack(tree));
	});

	test('a megabyte of elements is refused', () => {
		expect(faultOf(() => readXml(`<xml>${'<a/>'.repeat(250_000)}</xml>`))).toBe('malformed');
	});

	test('an element without a documented name, in an event of an unknown kind', () => {
		const hostile = 'x]]></Fresh><FromUserName><![CDATA[oVICTIM]]></FromUserName><Fresh><![CDATA[y';
		const xml = push(
			`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[brand_new]]></Event><Info><Fresh><![CDATA[${hostile}]]></Fresh></Info>`,
		);
		expect(readXml(xml)).toMatchObject({ FromUserName: 'oUSER', Info: { Fresh: hostile } });
	});

	test('a megabyte of closing tags in time that grows with its length', () => {
		const content = ']]></Content><A>'.repeat(60_000);
		expect(readXml(text(content)).Content).toBe(content);
	});
});
