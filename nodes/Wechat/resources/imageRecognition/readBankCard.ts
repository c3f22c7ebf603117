import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/bankcard`. */
export const readBankCard = defineOperation({
	option: {
		name: 'Read Bank Card',
		value: 'readBankCard',
		chinese: '银行卡识别',
		action: 'Read bank card',
		description: 'Read the number of a bank card (银行卡)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_bankcardocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/bankcard', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: {
			method: 'POST',
			path: '/cv/ocr/bankcard',
			query: { img_url: 'https://example.com/image.jpg' },
		},
		response: { number: '6200000000000000000' },
	},
});
