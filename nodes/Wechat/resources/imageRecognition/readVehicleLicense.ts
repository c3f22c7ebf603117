import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/driving`. */
export const readVehicleLicense = defineOperation({
	option: {
		name: 'Read Vehicle License',
		value: 'readVehicleLicense',
		chinese: '行驶证识别',
		action: 'Read vehicle license',
		description: 'Read a vehicle license (行驶证): plate, owner, model and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_drivingocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/driving', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: { method: 'POST', path: '/cv/ocr/driving', query: { img_url: 'https://example.com/image.jpg' } },
		response: {
			plate_num: '粤A12345',
			vehicle_type: '小型普通客车',
			owner: '张三',
			vin: 'SAMPLE00000000001',
		},
	},
});
