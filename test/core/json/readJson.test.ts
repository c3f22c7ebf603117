import { classify } from '../../../core/api/classify';
import { readJson } from '../../../core/json/readJson';

test('integers beyond 2^53 and message ids are text, other numbers stay numbers', () => {
	expect(readJson('{"msgid":200228332,"big":12345678901234567890,"n":1.5,"list":[{"msg_id":7}]}')).toEqual({
		msgid: '200228332',
		big: '12345678901234567890',
		n: 1.5,
		list: [{ msg_id: '7' }],
	});
	expect(readJson('{"msgid":24274216476871613}')).toEqual({ msgid: '24274216476871613' });
});

test('a raw control character inside a nickname is kept and does not break the answer', () => {
	expect(readJson('{\n"nickname":"a\u0008b","x":1}')).toEqual({ nickname: 'a\u0008b', x: 1 });
});

test('text that is not JSON gives undefined', () => {
	expect(readJson('<html>')).toBeUndefined();
	expect(readJson('')).toBeUndefined();
});

test('an answer of very many quotes or levels is no JSON, and is found out at once', () => {
	const begun = process.cpuUsage().user;
	expect(readJson(`{"a":"${'\\"'.repeat(500_000)}`)).toBeUndefined();
	for (const depth of [101, 5_000, 100_000])
		expect(readJson(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toBeUndefined();
	expect(readJson(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toBeDefined();
	expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
	const long = 'x'.repeat(1_000_000);
	expect(readJson(`{"a":"${long}\u0001"}`)).toEqual({ a: `${long}\u0001` });
});

test('the text of a refusal is cut where no text of WeChat is that long', () => {
	const errmsg = `invalid${' '.repeat(1_000_000)}`;
	const body = Buffer.from(JSON.stringify({ errcode: 40001, errmsg }));
	const refusal = () => classify({ status: 200, headers: {}, body }, '/cgi-bin/user/get', 'json');
	expect(refusal).toThrow(
		expect.objectContaining({ refusal: expect.objectContaining({ errmsg: errmsg.slice(0, 2_000) }) }),
	);
});

test('a file answer is bytes with its name; an error in its place is a refusal, not a file', () => {
	const bytes = Buffer.from([0xff, 0xd8, 0xff]);
	const headers = { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="M.jpg"' };
	expect(classify({ status: 200, headers, body: bytes }, '/cgi-bin/media/get', 'binary')).toEqual({
		kind: 'binary',
		bytes,
		contentType: 'image/jpeg',
		fileName: 'M.jpg',
	});
	const refused = Buffer.from('{"errcode":40007,"errmsg":"invalid media_id rid: 61725984-6126f6f9"}');
	for (const type of ['text/plain', 'image/jpeg', undefined]) {
		const response = { status: 200, headers: type ? { 'content-type': type } : {}, body: refused };
		expect(() => classify(response as never, '/cgi-bin/media/get', 'binary')).toThrow('40007');
	}
});
