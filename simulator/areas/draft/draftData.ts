import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** An ordinary article, or a picture post. */
export type ArticleType = 'news' | 'newspic';

/** How one cover is cut out of its picture; coordinates are texts, as the platform gives and takes them. */
export type Crop = {
	ratio: string;
	x1: string;
	y1: string;
	x2: string;
	y2: string;
};

/** One article of a draft, in the platform's names. */
export interface Article {
	article_type: ArticleType;
	title: string;
	author: string;
	digest: string;
	/** As the platform's filter leaves it. */
	content: string;
	content_source_url: string;
	thumb_media_id: string;
	show_cover_pic: number;
	need_open_comment: number;
	only_fans_can_comment: number;
	/** Temporary while it is a draft, lasting once it is published. */
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

/** What the draft area keeps about an account: drafts in the order they were added, keys of product cards given out. */
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
