import { defineRecognition } from './image';

/** Calls `/cv/img/qrcode`. */
export const scanCodes = defineRecognition({
	option: {
		name: 'Scan QR and Bar Codes',
		value: 'scanCodes',
		chinese: '二维码/条码识别',
		action: 'Scan QR and bar codes',
		description: 'Read the QR codes and bar codes in an image, each with its kind, content and place',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/image/api_imgqrcode.html',
	path: '/cv/img/qrcode',
	hasCoordinates: true,
	response: {
		code_results: [{ type_name: 'QR_CODE', data: 'https://example.com/', pos: { left_top: { x: 1, y: 1 } } }],
		img_size: { w: 40, h: 40 },
	},
});
