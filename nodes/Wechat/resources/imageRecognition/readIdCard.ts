import { defineRecognition } from './image';

/** Calls `/cv/ocr/idcard`. */
export const readIdCard = defineRecognition({
	option: {
		name: 'Read ID Card',
		value: 'readIdCard',
		chinese: '身份证识别',
		action: 'Read ID card',
		description:
			'Read an ID card of the People’s Republic (身份证): the front gives name and number, the back how long it is valid',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_idcardocr.html',
	path: '/cv/ocr/idcard',
	hasCoordinates: false,
	response: {
		type: 'Front',
		name: '张三',
		id: '123456789012345678',
		addr: '广东省广州市',
		gender: '男',
		nationality: '汉',
	},
});
