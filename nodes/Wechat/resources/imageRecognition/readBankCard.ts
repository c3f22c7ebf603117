import { defineRecognition } from './image';

/** Calls `/cv/ocr/bankcard`. */
export const readBankCard = defineRecognition({
	option: {
		name: 'Read Bank Card',
		value: 'readBankCard',
		chinese: '银行卡识别',
		action: 'Read bank card',
		description: 'Read the number of a bank card (银行卡)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_bankcardocr.html',
	path: '/cv/ocr/bankcard',
	hasCoordinates: false,
	response: { number: '6200000000000000000' },
});
