import { ApiError } from '../../errors/ApiError';
import { isRecord } from '../../isRecord';
import type { Article, ArticleType, Crop } from './draftData';

const RATIOS: Readonly<Record<ArticleType, readonly string[]>> = {
	news: ['2.35_1', '1_1'],
	newspic: ['1_1', '16_9', '2.35_1'],
};
/** The older format, with one field for each ratio. */
const OLD_FIELDS = { pic_crop_235_1: '2.35_1', pic_crop_1_1: '1_1' } as const;
const COORDINATE = /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/;

/**
 * Reads the crops of the cover: `cover_info`, or `pic_crop_235_1` and `pic_crop_1_1`.
 *
 * @throws ApiError 40097 an unknown ratio, or coordinates that are not 0 to 1 with up to six decimals, from top left to bottom right
 */
export function readCrops(
	article: Readonly<Record<string, unknown>>,
	type: ArticleType,
): Pick<Article, 'cover_info'> {
	const info = article.cover_info;
	const list: unknown = isRecord(info) ? (info.crop_percent_list ?? []) : [];
	if (!Array.isArray(list)) throw new ApiError(40097);
	const old = Object.entries(OLD_FIELDS).flatMap(([field, ratio]) => {
		const value = article[field];
		if (value === undefined || value === null || value === '') return [];
		const [x1, y1, x2, y2] = String(value).split('_');
		return [{ ratio, x1, y1, x2, y2 }];
	});
	const crops = [...(list as unknown[]), ...old].map((crop) => readCrop(crop, RATIOS[type]));
	return crops.length > 0 ? { cover_info: { crop_percent_list: crops } } : {};
}

function readCrop(crop: unknown, ratios: readonly string[]): Crop {
	if (!isRecord(crop) || typeof crop.ratio !== 'string' || !ratios.includes(crop.ratio))
		throw new ApiError(40097);
	const [x1, y1, x2, y2] = [crop.x1, crop.y1, crop.x2, crop.y2].map(readCoordinate) as [
		string,
		string,
		string,
		string,
	];
	if (Number(x1) >= Number(x2) || Number(y1) >= Number(y2)) throw new ApiError(40097);
	return { ratio: crop.ratio, x1, y1, x2, y2 };
}

function readCoordinate(value: unknown): string {
	if (typeof value !== 'string' || !COORDINATE.test(value)) throw new ApiError(40097);
	return value;
}
