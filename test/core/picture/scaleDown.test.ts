import { scaleDown } from '../../../core/picture/scaleDown';

const pixels = (width: number, ...colors: [number, number, number, number][]) => ({
	width,
	height: colors.length / width,
	data: new Uint8ClampedArray(colors.flat()),
});

test('each new pixel is the mean of its old ones, weighted by how opaque they are', () => {
	const picture = pixels(2, [200, 0, 0, 255], [100, 0, 0, 255], [0, 0, 0, 0], [0, 0, 0, 0]);
	const { data, width, height } = scaleDown(picture, 1);
	expect({ width, height, data: [...data] }).toEqual({ width: 1, height: 1, data: [150, 0, 0, 128] });
});

test('what is invisible stays invisible, whatever color stands behind it', () => {
	const picture = pixels(2, [9, 9, 9, 0], [9, 9, 9, 0], [9, 9, 9, 0], [9, 9, 9, 0]);
	expect([...scaleDown(picture, 1).data]).toEqual([0, 0, 0, 0]);
});

test('a picture that is small enough is given back', () => {
	const picture = pixels(1, [1, 2, 3, 4]);
	expect(scaleDown(picture, 1)).toBe(picture);
	expect(scaleDown(picture, 5)).toBe(picture);
});
