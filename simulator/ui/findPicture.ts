import { materialData } from '../areas/material/materialData';
import { contentTypeOf } from '../areas/media/fileRules';
import { mediaData } from '../areas/media/mediaData';
import type { Store } from '../state/Store';

/** A picture for the page. */
export interface Picture {
	contentType: string;
	bytes: Buffer;
}

/**
 * Finds a picture that an account has uploaded by the URL that the platform gave it.
 *
 * @param url of an answer of `media/uploadimg` or `material/add_material`
 * @returns null when no account has it
 */
export function findPicture(store: Store, url: string): Picture | null {
	for (const account of store.accounts.values()) {
		const inArticle = mediaData(account).articleImages.get(url);
		const material = [...materialData(account).files.values()].find((file) => file.url === url);
		const found = inArticle ?? (url === '' ? undefined : material);
		if (found)
			return { contentType: contentTypeOf(found.extension), bytes: Buffer.from(found.base64, 'base64') };
	}
	return null;
}
