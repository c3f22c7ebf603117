import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { MediaType } from '../media/fileRules';

/** A file of permanent material. */
export interface Material {
	mediaId: string;
	type: MediaType;
	name: string;
	extension: string;
	base64: string;
	/** Unix seconds. */
	updateTime: number;
	/** Images only; elsewhere empty. */
	url: string;
	/** Videos only; elsewhere empty. */
	title: string;
	introduction: string;
}

/** One article of an item of news material. */
export interface Article {
	title: string;
	thumb_media_id: string;
	show_cover_pic: number;
	author: string;
	digest: string;
	content: string;
	url: string;
	content_source_url: string;
}

/** An item of news material; published ones have an article id. */
export interface News {
	mediaId: string;
	articleId: string;
	updateTime: number;
	articles: Article[];
}

/** Permanent material of an account, in the order it was added. */
export interface MaterialData {
	files: Map<string, Material>;
	news: Map<string, News>;
}

/** Data of the material area about an account. */
export const materialData: (account: Account) => MaterialData = accountSlot<MaterialData>('material', () => ({
	files: new Map(),
	news: new Map(),
}));
