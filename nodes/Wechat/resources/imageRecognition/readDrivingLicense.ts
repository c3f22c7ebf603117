import { defineRecognition } from './image';

/** Calls `/cv/ocr/drivinglicense`. */
export const readDrivingLicense = defineRecognition({
	option: {
		name: 'Read Driving License',
		value: 'readDrivingLicense',
		chinese: '驾驶证识别',
		action: 'Read driving license',
		description: 'Read a driving license (驾驶证): name, number, classes and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_drivinglicenseocr.html',
	path: '/cv/ocr/drivinglicense',
	hasCoordinates: false,
	response: {
		id_num: '123456789012345678',
		name: '张三',
		sex: '男',
		car_class: 'C1',
		valid_from: '20200101',
		valid_to: '20260101',
	},
});
