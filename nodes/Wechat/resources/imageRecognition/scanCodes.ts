import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/img/qrcode`. */
export const scanCodes = defineOperation({
	option: {
		name: 'Scan QR and Bar Codes',
		value: 'scanCodes',
		chinese: '二维码/条码识别',
		action: 'Scan QR and bar codes',
		description: 'Read the QR codes and bar codes in an image, each with its kind, content and place',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/image/api_imgqrcode.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/img/qrcode', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: { method: 'POST', path: '/cv/img/qrcode', query: { img_url: 'https://example.com/image.jpg' } },
		response: {
			code_results: [
				{ type_name: 'QR_CODE', data: 'https://example.com/', pos: { left_top: { x: 1, y: 1 } } },
			],
			img_size: { w: 40, h: 40 },
		},
	},
});
