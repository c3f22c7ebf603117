import { readHeader } from '../../../core/account/headerField';
import { readTokenPath } from '../../../core/account/tokenPath';

describe('readHeader', () => {
	test.each([
		['', '', undefined],
		['Authorization', 'Bearer abc', { name: 'Authorization', value: 'Bearer abc' }],
		['X-Api-Key:', 'abc', { name: 'X-Api-Key', value: 'abc' }],
		['X-Api-Key :', 'abc', { name: 'X-Api-Key', value: 'abc' }],
	])('%j with %j', (name, value, header) => {
		expect(readHeader(name, value)).toEqual(header);
	});

	test.each([
		['', 'abc', 'Token Service Header Name: is empty although there is a value'],
		[':', 'abc', 'Token Service Header Name: is empty although there is a value'],
		['X Api Key', 'abc', 'Token Service Header Name: has characters that a header name cannot have'],
		['X-Api-Key\nHost', 'abc', 'Token Service Header Name: has characters that a header name cannot have'],
		['密钥', 'abc', 'Token Service Header Name: has characters that a header name cannot have'],
		['HOST', 'abc', 'Token Service Header Name: must not be HOST'],
		['Content-Length', '3', 'Token Service Header Name: must not be Content-Length'],
		['X-Api-Key', '', 'Token Service Header Value: is empty'],
		['X-Api-Key', 'abc\r\nX: y', 'Token Service Header Value: has line breaks or characters other than'],
		['X-Api-Key', '密钥', 'Token Service Header Value: has line breaks or characters other than'],
	])('refuses %j with %j', (name, value, message) => {
		expect(() => readHeader(name, value)).toThrow(message);
	});
});

describe('readTokenPath', () => {
	test.each([
		['', []],
		['data.access_token', ['data', 'access_token']],
		['token', ['token']],
		['tokens.0.value', ['tokens', '0', 'value']],
		['tokens[0].value', ['tokens', '0', 'value']],
		['[0].value', ['0', 'value']],
		['$.data.token', ['data', 'token']],
		['数据.令牌', ['数据', '令牌']],
	])('%j is %j', (typed, path) => {
		expect(readTokenPath(typed)).toEqual(path);
	});

	test.each([
		'.',
		'data.',
		'.data..token',
		'data token',
		'{{ $json.token }}',
		'data["token"]',
		'a\\b',
		`a${'.a'.repeat(10)}`,
		'x'.repeat(65),
	])('%j is refused by the name of the field', (typed) => {
		expect(() => readTokenPath(typed)).toThrow('Token Path: must be up to 10 names with dots between them');
	});
});
