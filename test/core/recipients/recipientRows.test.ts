import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { recipientRows } from '../../../core/recipients/recipientRows';

/** Reads a file in pieces of a size. */
async function read(file: string | Buffer, size = 65_536): Promise<string[]> {
	const bytes = Buffer.from(file as string);
	async function* pieces() {
		for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
	}
	const found: string[] = [];
	for await (const openid of recipientRows('File', pieces())) found.push(openid);
	return found;
}

test.each([
	['openid\noA\noB\n', 'a head and rows'],
	['\ufeffOpenID,name\r\noA,李\r\noB,"a\r\nb"\r\n', 'a BOM, quoted line breaks and CRLF'],
	['name;touser\n"x;y";oA\n\n"""";oB', 'semicolons in quotation marks'],
	['a\topen_id\n1\toA\n2\t oB ', 'tabs and white space'],
	['"name","openid"\n1,"oA"\n2,oB', 'a quoted head'],
	['oA\noB', 'no head'],
	['name, openid ,city\nx,oA,y\nx,oB,y', 'white space around the head'],
	['{"openid":"oA"}\n{"openid":"oB","note":"say \\"hi\\n"}\n', 'JSON Lines'],
	['\n{"touser":"oA"}\r\n\r\n{"FromUserName":"oB"}', 'JSON Lines with empty lines'],
	['openid\r\noA\noB\r\n', 'line breaks of two kinds'],
	['openid\roA\roB', 'line breaks of an old Mac'],
	['\topenid\n0\toA\n1\toB\n', 'a first column without a name'],
	['sep=;\r\nopenid;name\r\noA;x\r\noB;y', 'a separator named for Excel'],
	['Open ID,x\noA,1\noB,2', 'a head with a space'],
	['openid,height\noA,5" 7\noB,6"\n,\n , \n', 'inches, and empty rows as Excel leaves them'],
])('recipients are read from %j: %s', async (text) => {
	for (const size of [65_536, 1, 3]) expect(await read(text, size)).toEqual(['oA', 'oB']);
});

/** 昵称,openid and two rows with 李 and 王 in GBK, as a Chinese Excel saves them. */
const GBK = Buffer.from('eac7b3c62c6f70656e69640d0ac0ee2c6f410d0acdf52c6f420d0a', 'hex');

test.each([
	['GBK', GBK],
	['UTF-16', Buffer.from('\ufeff昵称\topenid\r\n李\toA\r\n王\toB', 'utf16le')],
	['UTF-16, big end first', Buffer.from('\ufeffopenid\r\noA\r\noB', 'utf16le').swap16()],
])('recipients are read from a file in %s', async (_encoding, file) => {
	for (const size of [65_536, 1, 3]) expect(await read(file, size)).toEqual(['oA', 'oB']);
});

test.each([
	['a letter that ends in FE', Buffer.from('c3fe2c6f70656e69640d0a312c6f410d0a', 'hex')],
	['a letter that begins with FE', Buffer.from('fe502c6f70656e69640d0a312c6f410d0a', 'hex')],
	['an uppercase P', Buffer.from('Phone,openid\n1,oA\n')],
	['a percent sign', Buffer.from('%,openid\n1,oA\n')],
])('a list whose head begins in GBK or ASCII with %s passes for nothing else', async (_what, file) => {
	for (const size of [65_536, 1]) expect(await read(file, size)).toEqual(['oA']);
});

test('a file of a few bytes is read to its end', async () => {
	for (const file of ['oA', 'o', 'oA\n', '\noA']) expect(await read(file, 1)).toEqual([file.trim()]);
});

test('an empty file gives nobody', async () => {
	expect(await read('')).toEqual([]);
	expect(await read('openid\n')).toEqual([]);
});

test.each(['oA\n', '{"openid":"oA"}\n'])(
	'rows such as %j are given before the file has come to its end, and it is closed when nobody wants more',
	async (line) => {
		let isClosed = false;
		async function* endless() {
			try {
				for (;;) yield Buffer.from(line);
			} finally {
				isClosed = true;
			}
		}
		for await (const openid of recipientRows('File', endless())) {
			expect(openid).toBe('oA');
			break;
		}
		expect(isClosed).toBe(true);
	},
);

test.each(['["oA"]\n', '{"openid":7}\n', '{"openid":"oA"}\n?\n', 'openid\n?\n', 'a,b\n'])(
	'a file that is refused for %j is closed',
	async (start) => {
		let isClosed = false;
		async function* endless() {
			try {
				for (;;) yield Buffer.from(start);
			} finally {
				isClosed = true;
			}
		}
		const readAll = async () => {
			for await (const openid of recipientRows('File', endless())) expect(openid).toBe('oA');
		};
		await expect(readAll()).rejects.toThrow(InvalidInputError);
		expect(isClosed).toBe(true);
	},
);

test.each([
	['a line', 1, '', 'x'],
	['a quoted cell', 1, 'openid,note\noA,"', 'a,\n'],
	['an object', 3, '{"openid":"oA"}\n\n{"openid":"oA"}\n{"a":"', 'x'],
])('%s without an end is refused after a few pieces, as row %i', async (_what, row, start, rest) => {
	let pieces = 0;
	async function* endless() {
		yield Buffer.from(start);
		for (; pieces < 1000; pieces++) yield Buffer.from(rest.repeat(8192));
	}
	const readAll = async () => {
		for await (const openid of recipientRows('File', endless())) expect(openid).toBe('oA');
	};
	await expect(readAll()).rejects.toThrow(`File: row ${row} is longer than 64 KB`);
	expect(pieces).toBeLessThan(20);
});

test.each([
	['just short enough', 65_536, ['oA', 'oA', 'oA']],
	['one character too long', 65_537, undefined],
])('objects that are %s', async (_length, length, expected) => {
	const line = '{"openid":"oA"}'.padEnd(length);
	for (const lines of [[line, '\n', line, '\n', line], [`${line}\n${line}\n${line}`]]) {
		async function* pieces() {
			for (const piece of lines) yield await Promise.resolve(Buffer.from(piece));
		}
		const found: string[] = [];
		const readAll = async () => {
			for await (const openid of recipientRows('File', pieces())) found.push(openid);
			return found;
		};
		if (expected) expect(await readAll()).toEqual(expected);
		else await expect(readAll()).rejects.toThrow('row 1 is longer than 64 KB');
	}
});

test.each([
	['PK\x03\x04', 'is an Excel workbook or a ZIP archive'],
	['\xd0\xcf\x11\xe0\xa1', 'is an old Excel workbook'],
	['\x1f\x8b\x08', 'is a compressed file'],
	['%PDF-1.7', 'is a PDF'],
	['openid\n\x00\x01\x02', 'is not a text file'],
])('a file that begins with %j is refused: %s', async (start, rule) => {
	const refusal = read(Buffer.from(start.padEnd(200, '\xff'), 'latin1'));
	await expect(refusal).rejects.toThrow(InvalidInputError);
	await expect(refusal).rejects.toThrow(`File: ${rule}`);
});

test.each([
	['name,phone\n1,2\n', 'has no column openid'],
	['["oA"]', 'is one JSON array'],
	['openid\noA\n李\n', 'row 2 has no OpenID'],
	['name,openid\nx\n', 'row 1 has no OpenID'],
	['openid\noA\noB oC\n', 'row 2 has no OpenID'],
	['openid\noA&x=1\n', 'row 1 has no OpenID'],
	['openid\n?oA\n', 'row 1 has no OpenID'],
	[`openid\n${'o'.repeat(64)}\n${'o'.repeat(65)}\n`, 'row 2 has no OpenID'],
	['{"openid":"oA"}\n{"openid":7}\n', 'row 2 has no OpenID'],
	['{"openid":"oA"}\n{"open\n', 'row 2 has no OpenID'],
	['{"openid":"oA"}\nnull\n', 'row 2 has no OpenID'],
	[`openid\n"${'x\n'.repeat(40_000)}`, 'row 1 is longer than 64 KB'],
	['openid\noA\n"oB\n', 'row 2 cannot be read: a quotation mark is not closed'],
])('%.30j is refused: %s', async (text, rule) => {
	const refusal = read(text, 1000);
	await expect(refusal).rejects.toThrow(InvalidInputError);
	await expect(refusal).rejects.toThrow(`File: ${rule}`);
});
