import { InputRefused } from '../../../core/errors/WechatErrors';
import { readOpenids } from '../../../nodes/Wechat/checks/openidList';
import { detectFormat } from '../../../nodes/Wechat/checks/mediaFormat';
import { readTagId } from '../../../nodes/Wechat/checks/readTagId';

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
	expect(() => readOpenids(value)).toThrow(InputRefused);
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
	expect(() => readTagId(value)).toThrow(InputRefused);
});

test.each([
	['ffd8ffe0', 'jpg'],
	['89504e470d0a1a0a', 'png'],
	['474946383961', 'gif'],
	['424d3600', 'bmp'],
	['2321414d520a', 'amr'],
	['524946460000000057415645', 'wav'],
	['3026b2758e66cf11', 'wma'],
	['00000018667479706d703432', 'mp4'],
	['494433030000', 'mp3'],
	['fffb9064', 'mp3'],
	['fff15080', undefined],
	['524946460000000057454250', undefined],
	['255044462d312e37', undefined],
	['', undefined],
])('detectFormat(%s) is %s', (hex, expected) => {
	expect(detectFormat(Buffer.from(hex, 'hex'))).toBe(expected);
});
