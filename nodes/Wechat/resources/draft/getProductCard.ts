import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';

/** Gets the card of a product, for an article or a picture post. */
export const getProductCard = defineOperation({
	option: {
		name: 'Get Product Card',
		value: 'getProductCard',
		chinese: '获取商品卡片',
		action: 'Get product card',
		description:
			'Get the card of a product of the account’s shop (微信小店): DOM is HTML for an article, product_key is for a picture post',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/draftbox/shop/api_ecsgetproductcardinfo.html',
	effect: 'read',
	account: 'certified account',
	fields: [
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 10000000000001',
			description: 'ID of the product in the shop',
		},
		{
			displayName: 'Kind',
			name: 'articleType',
			type: 'options',
			options: [
				{ name: 'Article', value: 'news' },
				{ name: 'Picture Post', value: 'newspic' },
			],
			default: 'news',
			description: 'Where the card will be used',
		},
		{
			displayName: 'Card Size',
			name: 'cardSize',
			type: 'options',
			options: [
				{ name: 'Large', value: 0, description: 'Articles only' },
				{ name: 'Small', value: 1 },
				{ name: 'Strip', value: 3, description: 'Picture posts only' },
				{ name: 'Text', value: 2 },
			],
			default: 1,
			description: 'How much of the product the card shows',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/channels/ec/service/product/getcardinfo',
		body: {
			...readAll({ product_id: () => readId('Product ID', params.productId) }),
			article_type: params.articleType,
			card_type: Number(params.cardSize),
		},
	}),
	hints: {
		10170001:
			'The shop of this account has no such product. Copy the Product ID from the shop (微信小店) of the account.',
		10170002: 'WeChat makes no card for this kind of article. Choose the other one under Kind.',
		10170003:
			'This size does not go with this kind of article. Choose another Card Size: Large is for articles, Strip for picture posts.',
	},
	sample: {
		params: { productId: 'SAMPLE-product-1', articleType: 'news', cardSize: 1 },
		request: {
			method: 'POST',
			path: '/channels/ec/service/product/getcardinfo',
			body: { product_id: 'SAMPLE-product-1', article_type: 'news', card_type: 1 },
		},
		response: { product_key: 'SAMPLE-product-key', DOM: '<mp-common-product></mp-common-product>' },
	},
});
