import { isTokenPlaceholder, withoutTokenPlaceholder } from '../../../core/api/tokenPlaceholder';

test.each([
	'',
	' ',
	'ACCESS_TOKEN',
	'TOKEN',
	'access_token',
	'YOUR_ACCESS_TOKEN',
	'{ACCESS_TOKEN}',
	'${TOKEN}',
	'<access-token>',
	'xxxx',
])('%j marks where a token belongs', (value) => expect(isTokenPlaceholder(value)).toBe(true));

test.each(['75_LIVEtoken', 'mine', 'TOKEN-1', 'ACCESS_TOKEN_1', 'x', 'OPENID'])('%j does not', (value) =>
	expect(isTokenPlaceholder(value)).toBe(false),
);

test.each([
	['https://h/x?access_token=ACCESS_TOKEN', 'https://h/x'],
	['https://h/x?access_token=ACCESS_TOKEN&a=%20+&&b', 'https://h/x?a=%20+&&b'],
	['/x?a=1&access_token=%7BACCESS_TOKEN%7D#f?access_token=', '/x?a=1#f?access_token='],
	['/x?access_token=mine&access_token=TOKEN', '/x?access_token=mine'],
	['/x?', '/x?'],
	['/x#?access_token=TOKEN', '/x#?access_token=TOKEN'],
	['/x?my_access_token=TOKEN', '/x?my_access_token=TOKEN'],
])('of %s is left %s', (address, left) => {
	expect(withoutTokenPlaceholder(address)).toBe(left);
});
