import { ExactNumber } from '../../../core/json/ExactNumber';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { readNumericId } from '../../../nodes/shared/numericId';
import { readAddresses } from '../../../nodes/shared/textLimits';
import { readId } from '../../../nodes/shared/typedValues';
import { readPagePath } from '../../../nodes/shared/webAddress';
import { readOpenids } from '../../../nodes/Wechat/fields/people';
import { readTagId } from '../../../nodes/Wechat/fields/tags';

test.each([
	['o1', ['o1']],
	['o1, o2,o3', ['o1', 'o2', 'o3']],
	['o1\r\no2\n\n o3 ', ['o1', 'o2', 'o3']],
	['o1，o2；o3、o4', ['o1', 'o2', 'o3', 'o4']],
	['["o1","o2"]', ['o1', 'o2']],
	[
		['o1', ' o2 ', 'o1'],
		['o1', 'o2'],
	],
	[
		[{ openid: 'o1' }, { openid: 'o2', remark: '' }],
		['o1', 'o2'],
	],
])('readOpenids(%j) is %j', (value, expected) => {
	expect(readOpenids(value)).toEqual(expected);
});

test.each([
	['', 'OpenIDs: is empty'],
	[[], 'OpenIDs: is empty'],
	[undefined, 'OpenIDs: is empty'],
	[null, 'OpenIDs: is empty'],
	['o1, 李', 'OpenIDs: entry 2 of 2'],
	[['o1', 7], 'OpenIDs: entry 2 of 2'],
	[[{ id: 'o1' }], 'OpenIDs: entry 1 of 1'],
	[{ openid: 'o1' }, 'OpenIDs: entry 1 of 1'],
	['[o1', 'OpenIDs: entry 1 of 1'],
	[['o'.repeat(65)], 'OpenIDs: entry 1 of 1'],
])('readOpenids(%j) is refused', (value, message) => {
	expect(() => readOpenids(value)).toThrow(InvalidInputError);
	expect(() => readOpenids(value)).toThrow(message);
});

test.each([
	['134', 134],
	[' 2 ', 2],
	[0, 0],
])('readTagId(%j) is %d', (value, expected) => {
	expect(readTagId(value)).toBe(expected);
});

test.each(['', 'vip', '1.5', '-1', '1e3', undefined])('readTagId(%j) is refused', (value) => {
	expect(() => readTagId(value)).toThrow(InvalidInputError);
});

test.each([
	['007', 7],
	['9007199254740991', 9007199254740991],
	['00009007199254740993', new ExactNumber('9007199254740993')],
])('readNumericId(%j) is %j', (value, expected) => {
	expect(readNumericId('ID', value, 'the node')).toEqual(expected);
});

test('readNumericId refuses more digits than 64 bits have', () => {
	expect(() => readNumericId('ID', '1'.repeat(21), 'the node')).toThrow('ID: is not an ID of digits only');
});

test('readId takes what storage for 512 characters holds, and no list', () => {
	expect(readId('ID', 'a'.repeat(512))).toHaveLength(512);
	for (const value of ['a'.repeat(513), 'a,b', 'a b'])
		expect(() => readId('ID', value)).toThrow('ID: is not one ID');
});

test.each(['pages/a#b', 'pages\\a', 'https://a/b', 'pages/a b', 'pages/a?n=\n1'])(
	'readPagePath refuses %j, which is the path of no page',
	(path) => {
		expect(() => readPagePath('Page', path)).toThrow('Page: is not the path of a page of a mini program');
	},
);

const RESIZED = 'https://e.com/a.png?x-oss-process=image/resize,m_fill,w_800/quality,q_90';
const MEDIA_ID = 'M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX';

test.each<[unknown, string[]]>([
	[RESIZED, [RESIZED]],
	[`${RESIZED},${RESIZED}`, [RESIZED, RESIZED]],
	[`${RESIZED}, short-id`, [RESIZED, 'short-id']],
	[`${RESIZED},${MEDIA_ID},binary:data,//e.com/b`, [RESIZED, MEDIA_ID, 'binary:data', '//e.com/b']],
	[`short-id,other，${RESIZED}、${MEDIA_ID}`, ['short-id', 'other', RESIZED, MEDIA_ID]],
	[
		'data:image/png;base64,AAAA\ndata:image/png;base64,BBBB',
		['data:image/png;base64,AAAA', 'data:image/png;base64,BBBB'],
	],
	[[RESIZED, ' '], [RESIZED]],
])('readAddresses(%j) is %j', (value, expected) => {
	expect(readAddresses('Images', value)).toEqual(expected);
});
