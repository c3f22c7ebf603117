import { classify } from '../../../core/api/classify';
import { WechatApiError, IndeterminateResultError } from '../../../core/errors/WechatErrors';

const PATH = '/cgi-bin/media/get';
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');
const BOM = '\uFEFF';
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const download = (body: Buffer | string, headers: Record<string, string> = {}) =>
	classify({ status: 200, headers, body: Buffer.from(body) }, PATH, 'binary');
const nameFrom = (disposition: string) => {
	const answer = download(JPG, { 'content-type': 'image/jpeg', 'content-disposition': disposition });
	return answer.kind === 'binary' ? answer.fileName : 'not a file';
};

describe('classify of a file answer', () => {
	const REFUSAL = '{"errcode":40007,"errmsg":"invalid media_id"}';

	test.each(['', BOM, '\n', ' \r\n\t', `${BOM}\n`])(
		'recognizes a refusal behind %j, whatever its content type says',
		(before) => {
			for (const type of ['image/jpeg', 'Text/Plain', 'application/json', 'application/octet-stream']) {
				expect(() => download(before + REFUSAL, { 'content-type': type })).toThrow(WechatApiError);
			}
			expect(() => download(before + REFUSAL)).toThrow('40007');
		},
	);

	test('gives JSON without an errcode as JSON, also behind white space', () => {
		expect(download('\n{"video_url":"http://a/b"}', { 'content-type': 'image/jpeg' })).toEqual({
			kind: 'json',
			data: { video_url: 'http://a/b' },
		});
	});

	test('leaves a file alone whose first byte is white space', () => {
		const bytes = Buffer.from('0a00ff7b', 'hex');
		expect(download(bytes, { 'content-type': 'application/octet-stream' })).toMatchObject({
			kind: 'binary',
			bytes,
		});
	});

	test('leaves a file alone that is declared as JSON or text', () => {
		for (const type of ['application/json', 'text/plain']) {
			expect(download(JPG, { 'content-type': type })).toMatchObject({ kind: 'binary', bytes: JPG });
		}
	});

	test('refuses an empty file', () => {
		expect(() => download('')).toThrow(IndeterminateResultError);
	});

	test.each([
		['attachment; filename="M.jpg"', 'M.jpg'],
		['attachment; filename="a;b.jpg"', 'a;b.jpg'],
		['attachment;filename=M.jpg', 'M.jpg'],
		['attachment; filename=M.jpg ; size=3', 'M.jpg'],
		['filename="M.jpg"', 'M.jpg'],
		['attachment; FileName="M.jpg"', 'M.jpg'],
		[`attachment; filename="${latin1('海报.jpg')}"`, '海报.jpg'],
		['attachment; filename="caf\u00e9.jpg"', 'caf\u00e9.jpg'],
		['attachment; filename="a \\"b\\".jpg"', 'a "b".jpg'],
		['attachment; filename="C:\\windows\\a.jpg"', 'C:\\windows\\a.jpg'],
		["attachment; filename*=UTF-8''%E6%B5%B7%E6%8A%A5.jpg", '海报.jpg'],
		['attachment; filename="x.jpg"; filename*=utf-8\'zh\'%E6%B5%B7.jpg', '海.jpg'],
		['attachment; filename*=UTF-8\'\'%E6%B5%B7.jpg; filename="x.jpg"', '海.jpg'],
		["attachment; filename*=ISO-8859-1''caf%e9.jpg", 'caf\u00e9.jpg'],
		['attachment; filename="x.jpg"; filename*=UTF-8\'\'%ff%fe', 'x.jpg'],
		['attachment; filename="x.jpg"; filename*=GBK\'\'%ba%a3.jpg', 'x.jpg'],
		['attachment; filename="a; filename*=UTF-8\'\'b.jpg"', "a; filename*=UTF-8''b.jpg"],
		['attachment', undefined],
		['attachment; filename=""', undefined],
		['attachment; filename=', undefined],
		['attachment; filename="', undefined],
		['', undefined],
	])('reads the name in %j as %j', (disposition, expected) => {
		expect(nameFrom(disposition)).toBe(expected);
	});
});

test.each(['[]', '[{"errcode":0}]', '0', '"ok"', 'null'])(
	'%s is JSON, but no answer of the platform',
	(body) => {
		const read = (expects: 'json' | 'binary') =>
			classify(
				{ status: 200, headers: {}, body: Buffer.from(body) },
				'/cgi-bin/message/custom/send',
				expects,
			);
		expect(() => read('json')).toThrow('the response is JSON, but not an object as WeChat sends it');
		expect(read('binary')).toMatchObject({ kind: 'binary', bytes: Buffer.from(body) });
	},
);

test('an errcode that is no number says nothing, and a text that is none is left out', () => {
	const json = (body: string) =>
		classify({ status: 200, headers: {}, body: Buffer.from(body) }, '/cgi-bin/user/get', 'json');
	expect(() => json('{"errcode":"ok"}')).toThrow(IndeterminateResultError);
	expect(() => json('{"errcode":"40003","errmsg":{"a":1}}')).toThrow(/^40003 $/);
});

test('a ret without an err_msg is data, and with one a refusal', () => {
	const json = (body: string) =>
		classify({ status: 200, headers: {}, body: Buffer.from(body) }, '/publisher/stat', 'json');
	expect(json('{"ret":7}')).toEqual({ kind: 'json', data: { ret: 7 } });
	expect(() => json('{"ret":2009,"err_msg":"ERROR"}')).toThrow('2009');
	expect(json('{"ret":0,"err_msg":"ok","list":[]}')).toMatchObject({ kind: 'json' });
});

test.each([
	[199, false],
	[200, true],
	[299, true],
	[300, false],
])('HTTP %i is an answer of the platform: %s', (status, isOne) => {
	const read = () => classify({ status, headers: {}, body: Buffer.from('{}') }, '/cgi-bin/user/get', 'json');
	if (isOne) expect(read()).toEqual({ kind: 'json', data: {} });
	else expect(read).toThrow(`HTTP ${status}`);
});
