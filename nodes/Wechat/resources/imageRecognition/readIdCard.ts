import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/idcard`. */
export const readIdCard = defineOperation({
	option: {
		name: 'Read ID Card',
		value: 'readIdCard',
		chinese: '身份证识别',
		action: 'Read ID card',
		description:
			'Read an ID card of the People’s Republic (身份证): the front gives name and number, the back how long it is valid',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_idcardocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/idcard', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: { method: 'POST', path: '/cv/ocr/idcard', query: { img_url: 'https://example.com/image.jpg' } },
		response: {
			type: 'Front',
			name: '张三',
			id: '123456789012345678',
			addr: '广东省广州市',
			gender: '男',
			nationality: '汉',
		},
	},
});
