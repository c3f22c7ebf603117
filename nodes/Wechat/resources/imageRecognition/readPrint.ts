import { defineRecognition } from './image';

/** Calls `/cv/ocr/comm`. */
export const readPrint = defineRecognition({
	option: {
		name: 'Read Printed Text',
		value: 'readPrint',
		chinese: '通用印刷体识别',
		action: 'Read printed text',
		description: 'Read printed text of any kind, line by line with the place of each line (通用印刷体)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_commocr.html',
	path: '/cv/ocr/comm',
	hasCoordinates: true,
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
});
