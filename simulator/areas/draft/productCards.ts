import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import { draftData } from './draftData';

/** Sizes of a card by article type: big 0, small 1, text 2, strip 3. */
const CARD_TYPES: Readonly<Record<string, readonly number[]>> = { news: [0, 1, 2], newspic: [1, 2, 3] };

/**
 * `channels/ec/service/product/getcardinfo`: the HTML of a product card for an article, and its key for a picture post.
 *
 * @throws ApiError 10170001 no product of the account, 10170002 article type, 10170003 card type
 */
export function getCardInfo(
	world: World,
	account: Account,
	{ product_id: id, article_type: type, card_type: card }: Readonly<Record<string, unknown>>,
): JsonObject {
	const { products, productKeys } = draftData(account);
	if (typeof id !== 'string' || !products.includes(id)) throw new ApiError(10170001, 'invalid product_id');
	const cards = typeof type === 'string' && Object.hasOwn(CARD_TYPES, type) ? CARD_TYPES[type] : undefined;
	if (!cards) throw new ApiError(10170002, 'invalid article_type');
	if (typeof card !== 'number' || !cards.includes(card)) throw new ApiError(10170003, 'invalid card_type');
	const product_key = world.ids.alphanumeric(32);
	productKeys.push(product_key);
	const DOM = `<mp-common-product data-productid="${encodeURIComponent(id)}" data-cardtype="${card}"></mp-common-product>`;
	return { ...OK, product_key, DOM };
}
