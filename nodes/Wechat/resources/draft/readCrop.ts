import { asciiText } from '../../../shared/typedValues';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';

const EDGE = /^(?:0|1|0?\.\d{1,6}|1\.0{1,6})$/;

/**
 * Reads the crop of a cover for a card.
 *
 * @param field name of the field in the editor
 * @param crop left, top, right and bottom edge from 0 to 1, joined by underscores; empty for none
 * @returns the crop with at most six decimals, and a digit before every point; undefined for none
 * @throws InvalidInputError when it is not a rectangle inside the picture
 */
export function readCrop(field: string, crop: string): string | undefined {
	const text = asciiText(crop);
	if (text === '') return undefined;
	const edges = text.split('_');
	const [left = 1, top = 1, right = 0, bottom = 0] = edges.map(Number);
	if (edges.length === 4 && edges.every((edge) => EDGE.test(edge)) && left < right && top < bottom)
		return edges.map((edge) => edge.replace(/^\./, '0.')).join('_');
	throw new InvalidInputError(
		field,
		'is not a part of the picture: left, top, right and bottom edge from 0 to 1, joined by underscores',
		'Write it like 0_0.25_1_0.75, with at most six decimals.',
	);
}

/** The edges of a crop by the names of the API, which wants them as text. */
export function cropEdges(ratio: string, crop: string): Readonly<Record<string, string>> {
	const [x1 = '', y1 = '', x2 = '', y2 = ''] = crop.split('_');
	return { ratio, x1, y1, x2, y2 };
}
