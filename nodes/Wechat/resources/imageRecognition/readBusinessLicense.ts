import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/bizlicense`. */
export const readBusinessLicense = defineOperation({
	option: {
		name: 'Read Business License',
		value: 'readBusinessLicense',
		chinese: '营业执照识别',
		action: 'Read business license',
		description: 'Read a business license (营业执照): number, name, legal representative, scope and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_bizlicenseocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/bizlicense', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: {
			method: 'POST',
			path: '/cv/ocr/bizlicense',
			query: { img_url: 'https://example.com/image.jpg' },
		},
		response: {
			reg_num: '91440000000000000X',
			enterprise_name: '示例有限公司',
			legal_representative: '张三',
		},
	},
});
