import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** An ordinary article, or a picture post. */
export type ArticleType = 'news' | 'newspic';

/** The crop of one cover; coordinates are text, as in the API. */
export type Crop = {
	ratio: string;
	x1: string;
	y1: string;
	x2: string;
	y2: string;
};

/** One article of a draft, under the platform's names. */
export interface Article {
	article_type: ArticleType;
	title: string;
	author: string;
	digest: string;
	/** Content as left by the platform's filter. */
	content: string;
	content_source_url: string;
	thumb_media_id: string;
	show_cover_pic: number;
	need_open_comment: number;
	only_fans_can_comment: number;
	/** Temporary while it is a draft, permanent once it is published. */
	url: string;
	thumb_url: string;
	image_info?: { image_list: { image_media_id: string }[] };
	cover_info?: { crop_percent_list: Crop[] };
	product_info?: { footer_product_info: { product_key: string } };
}

/** One to eight articles that are published together. */
export interface Draft {
	mediaId: string;
	articles: Article[];
	/** Unix seconds. */
	createTime: number;
	updateTime: number;
}

/** Data of the draft area about an account: drafts in the order they were added, keys of product cards given out. */
export interface DraftData {
	drafts: Map<string, Draft>;
	/** Ids of the account's shop products; set by the control `products`. */
	products: string[];
	productKeys: string[];
	/** What the 20 000 characters of an article count; set by the control `contentLimit`. */
	contentCounts: 'text' | 'html';
}

/** Drafts of an account. */
export const draftData: (account: Account) => DraftData = accountSlot<DraftData>('draft', () => ({
	drafts: new Map(),
	products: [],
	productKeys: [],
	contentCounts: 'text',
}));
