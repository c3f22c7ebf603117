import type { IDataObject } from 'n8n-workflow';
import { readJson } from '../../../../core/json/readJson';
import { defineOperation } from '../../operation';
import { IMAGE_HINTS, imageFields, recognize } from './image';

/** Calls `/cv/ocr/menu`. */
export const readMenu = defineOperation({
	option: {
		name: 'Read Restaurant Menu',
		value: 'readMenu',
		chinese: '菜单识别',
		action: 'Read restaurant menu',
		description: 'Read the dishes and prices of a restaurant menu (菜单)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ocr/api_menuocr.html',
	effect: 'read',
	account: 'certified',
	fields: [...imageFields],
	run: async (params, item) => {
		const { content, ...rest } = await recognize(
			{ path: '/cv/ocr/menu', hasCoordinates: false },
			params,
			item,
		);
		return [{ json: { ...rest, content: parsed(content) } }];
	},
	hints: IMAGE_HINTS,
	sample: {
		params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: 'https://example.com/image.jpg' },
		request: { method: 'POST', path: '/cv/ocr/menu', query: { img_url: 'https://example.com/image.jpg' } },
		response: { content: '{"menu_items":[{"name":"红烧肉","price":"38"}]}' },
	},
});

/** WeChat returns the dishes as JSON in a text. */
function parsed(content: IDataObject[string]): IDataObject[string] {
	const value = typeof content === 'string' ? readJson(content) : undefined;
	return value === undefined ? content : (value as IDataObject);
}
