import { readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { readWords } from '../../../shared/textLimits';
import { asciiText } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

const MOST = 5;

/** Gets suggestions for cropping an image. */
export const suggestCrop = defineOperation({
	option: {
		name: 'Suggest Crop',
		value: 'suggestCrop',
		chinese: '图片智能裁剪',
		action: 'Suggest crop of image',
		description:
			'Find the part of an image that matters, for each ratio that you want (图片智能裁剪); 2.35 and 1 are those of the cover of an article',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/image/api_imgaicrop.html',
	effect: 'read',
	account: 'certified',
	lists: ['ratios'],
	fields: [
		...imageFields,
		{
			displayName: 'Ratios',
			name: 'ratios',
			type: 'string',
			default: '2.35,1',
			placeholder: 'e.g. 2.35,1',
			description: `Width divided by height, separated by commas, up to ${MOST}; empty leaves the ratio to WeChat`,
		},
	],
	run: async (params, item) => {
		const readForm = () => readRatios(params.ratios);
		const analysis = { path: '/cv/img/aicrop', hasCoordinates: true, readForm };
		return [{ json: await recognize(analysis, params, item) }];
	},
	hints: IMAGE_HINTS,
	sample: {
		params: {
			imageSource: 'url',
			binaryPropertyName: 'data',
			imageUrl: 'https://example.com/image.jpg',
			ratios: '2.35,1',
		},
		request: {
			method: 'POST',
			path: '/cv/img/aicrop',
			query: { img_url: 'https://example.com/image.jpg' },
			form: { ratios: '2.35,1' },
		},
		response: {
			results: [{ crop_left: 112, crop_top: 0, crop_right: 839, crop_bottom: 727 }],
			img_size: { w: 966, h: 728 },
		},
	},
});

function readRatios(value: unknown): Record<string, string> | undefined {
	if (asciiText(value) === '' && !Array.isArray(value)) return undefined;
	const ratios = readWords('Ratios', value);
	if (ratios.length > MOST) {
		throw new InvalidInputError(
			'Ratios',
			`holds ${ratios.length} ratios, the limit is ${MOST}`,
			'Leave some out.',
		);
	}
	const read = readEach(ratios, (ratio) => {
		if (/^\d{1,3}(\.\d{1,4})?$/.test(ratio) && Number(ratio) > 0) return ratio;
		throw new InvalidInputError(
			'Ratios',
			`holds ${JSON.stringify(ratio)}, which is not a ratio`,
			'Give numbers such as 2.35.',
		);
	});
	return { ratios: read.join(',') };
}
