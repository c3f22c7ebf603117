import { printJson } from '../../simulator/server/printJson';

it('prints 64-bit integers bare', () => {
	expect(printJson({ msgid: 3303381966011250107n, list: [1n] })).toBe(
		'{"msgid":3303381966011250107,"list":[1]}',
	);
});

it('prints control characters in text raw, as strict parsers refuse', () => {
	const text = printJson({ nickname: 'a\u0001\u001fb' });
	expect(text).toBe('{"nickname":"a\u0001\u001fb"}');
	expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

it.each([
	[{ a: 'x"\\y\n\t/é咖啡☕' }],
	[{ a: '\\u0001 and \\\\u0001' }],
	[{ a: [], b: {}, c: null, d: true, e: 1.5, f: '' }],
	[{ '"quoted"': [['deep'], { key: 'value' }] }],
])('prints everything else as standard JSON: %j', (value) => {
	expect(printJson(value)).toBe(JSON.stringify(value));
});

it('leaves undefined keys out', () => {
	expect(printJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});
