import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { recipientRows } from '../../../core/recipients/recipientRows';

/** Reads a text in pieces of a size. */
function read(text: string, size = text.length || 1): string[] {
	const rows = recipientRows('File');
	const found: string[] = [];
	for (let at = 0; at < text.length; at += size) found.push(...rows.push(text.slice(at, at + size)));
	return [...found, ...rows.end()];
}

test.each([
	['openid\noA\noB\n', 'a head and rows'],
	['\ufeffOpenID,name\r\noA,李\r\noB,"a\r\nb"\r\n', 'a BOM, quoted line breaks and CRLF'],
	['name;touser\n"x;y";oA\n\n"""";oB', 'semicolons in quotation marks'],
	['a\topen_id\n1\toA\n2\t oB ', 'tabs and white space'],
	['"name","openid"\n1,"oA"\n2,oB', 'a quoted head'],
	['oA\noB', 'no head'],
	['{"openid":"oA"}\n{"openid":"oB","note":"say \\"hi\\n"}\n', 'JSON Lines'],
	['\n{"touser":"oA"}\r\n\r\n{"FromUserName":"oB"}', 'JSON Lines with empty lines'],
])('recipients are read from %j: %s', (text) => {
	for (const size of [text.length, 1, 3]) expect(read(text, size)).toEqual(['oA', 'oB']);
});

test('an empty file gives nobody', () => {
	expect(read('')).toEqual([]);
	expect(read('openid\n')).toEqual([]);
});

test.each([
	['name,phone\n1,2\n', 'has no column openid'],
	['["oA"]', 'is one JSON array'],
	['openid\noA\n李\n', 'row 2 holds no OpenID'],
	['name,openid\nx\n', 'row 1 holds no OpenID'],
	['{"openid":"oA"}\n{"openid":7}\n', 'row 2 holds no OpenID'],
	['{"openid":"oA"}\n{"open\n', 'row 2 holds no OpenID'],
	['{"openid":"oA"}\nnull\n', 'row 2 holds no OpenID'],
	[`openid\n"${'x\n'.repeat(40_000)}`, 'row 1 is longer than 64 KB'],
])('%.30j is refused: %s', (text, rule) => {
	expect(() => read(text, 1000)).toThrow(InvalidInputError);
	expect(() => read(text, 1000)).toThrow(`File: ${rule}`);
});
