import { defineRecognition } from './image';

/** Calls `/cv/ocr/driving`. */
export const readVehicleLicense = defineRecognition({
	option: {
		name: 'Read Vehicle License',
		value: 'readVehicleLicense',
		chinese: '行驶证识别',
		action: 'Read vehicle license',
		description: 'Read a vehicle license (行驶证): plate, owner, model and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_drivingocr.html',
	path: '/cv/ocr/driving',
	hasCoordinates: true,
	response: {
		plate_num: '粤A12345',
		vehicle_type: '小型普通客车',
		owner: '张三',
		vin: 'SAMPLE00000000001',
	},
});
