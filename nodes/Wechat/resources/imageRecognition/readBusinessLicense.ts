import { defineRecognition } from './image';

/** Calls `/cv/ocr/bizlicense`. */
export const readBusinessLicense = defineRecognition({
	option: {
		name: 'Read Business License',
		value: 'readBusinessLicense',
		chinese: '营业执照识别',
		action: 'Read business license',
		description: 'Read a business license (营业执照): number, name, legal representative, scope and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_bizlicenseocr.html',
	path: '/cv/ocr/bizlicense',
	hasCoordinates: true,
	response: {
		reg_num: '91440000000000000X',
		enterprise_name: '示例有限公司',
		legal_representative: '张三',
	},
});
