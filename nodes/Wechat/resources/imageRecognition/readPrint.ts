import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/comm`. */
export const readPrint = defineOperation({
	option: {
		name: 'Read Printed Text',
		value: 'readPrint',
		chinese: '通用印刷体识别',
		action: 'Read printed text',
		description: 'Read printed text of any kind, line by line with the place of each line (通用印刷体)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_commocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/comm', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: { method: 'POST', path: '/cv/ocr/comm', query: { img_url: 'https://example.com/image.jpg' } },
		response: {
			items: [
				{
					text: '你好',
					pos: {
						left_top: { x: 1, y: 2 },
						right_top: { x: 30, y: 2 },
						right_bottom: { x: 30, y: 12 },
						left_bottom: { x: 1, y: 12 },
					},
				},
			],
			img_size: { w: 40, h: 20 },
		},
	},
});
