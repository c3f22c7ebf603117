import { readCrop } from '../../../nodes/Wechat/resources/draft/readCrop';

test.each(['0_0_1_1', '0.2_0_0.8_1', '0.25_0.123456_1.0_1.000000', '0_0_0.000001_0.000001'])(
	'readCrop takes %s as it is',
	(crop) => {
		expect(readCrop('Crop', crop)).toBe(crop);
	},
);

test.each([
	['.25_0_.75_1', '0.25_0_0.75_1'],
	['0_.123456_1_.2', '0_0.123456_1_0.2'],
])('readCrop writes a zero before every point, as WeChat does: %s', (crop, sent) => {
	expect(readCrop('Crop', crop)).toBe(sent);
});

test('readCrop takes full-width digits and white space, and nothing for no crop', () => {
	expect(readCrop('Crop', ' ０_０_１_１ ')).toBe('0_0_1_1');
	expect(readCrop('Crop', ' ')).toBeUndefined();
});

test.each([
	['a right edge at the left one', '0.5_0_0.5_1'],
	['a right edge before the left one', '1_0_0_1'],
	['a lower edge at the upper one', '0_0.5_1_0.5'],
	['a lower edge above the upper one', '0_1_1_0'],
	['three edges', '0_0_1'],
	['five edges', '0_0_1_1_1'],
	['an edge outside', '0_0_1_1.5'],
	['an edge below zero', '-0.5_0_1_1'],
	['seven decimals', '0_0_1_0.1234567'],
	['another notation', '0_0_1_1e0'],
	['an empty edge', '_0_1_1'],
	['a point alone', '._0_1_1'],
])('readCrop refuses %s', (_what, crop) => {
	expect(() => readCrop('Crop', crop)).toThrow('Crop: is not a part of the picture');
});
