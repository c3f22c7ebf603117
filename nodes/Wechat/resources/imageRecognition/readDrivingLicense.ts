import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/drivinglicense`. */
export const readDrivingLicense = defineOperation({
	option: {
		name: 'Read Driving License',
		value: 'readDrivingLicense',
		chinese: '驾驶证识别',
		action: 'Read driving license',
		description: 'Read a driving license (驾驶证): name, number, classes and more',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_drivinglicenseocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => [{ json: await recognize('/cv/ocr/drivinglicense', params, item) }],
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: {
			method: 'POST',
			path: '/cv/ocr/drivinglicense',
			query: { img_url: 'https://example.com/image.jpg' },
		},
		response: {
			id_num: '123456789012345678',
			name: '张三',
			sex: '男',
			car_class: 'C1',
			valid_from: '20200101',
			valid_to: '20260101',
		},
	},
});
