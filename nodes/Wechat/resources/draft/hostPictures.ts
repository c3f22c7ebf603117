import type { ApiAnswer } from '../../../../core/api/wire';
import { IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import type { ItemContext } from '../../../shared/itemContexts';
import { ARTICLE_IMAGE_RULE } from '../../../shared/mediaRules';
import { withAdvice, withProgress } from '../../../shared/annotatedError';
import { type Picture, uploadOf } from './gatherPictures';

const NO_MORE_UPLOADS = {
	45009:
		'WeChat accepts no more uploads today, and the draft was not saved. Continue tomorrow, or use pictures that are already on WeChat.',
};

/** An uploaded picture. */
export interface HostedPicture {
	/** URL for the text of an article. */
	url: string;
	/** Only for permanent material. */
	mediaId: string | undefined;
}

/** Uploads the pictures of a draft, each once. */
export interface PictureHost {
	/** Uploads a picture for the text of an article. */
	forText(picture: Picture): Promise<HostedPicture>;
	/** Uploads a picture to the material library, for a cover or a picture post. */
	forCover(picture: Picture): Promise<string>;
	/**
	 * Adds to an error what was uploaded before it.
	 *
	 * @returns an error of the same class
	 */
	withUploads(error: unknown): unknown;
}

/**
 * Creates the uploader of one draft.
 *
 * @param item context of the current item
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_uploadimage.html
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_addmaterial.html
 */
export function createPictureHost(item: ItemContext): PictureHost {
	const inText = new Map<string, HostedPicture>();
	const materials = new Map<string, HostedPicture & { mediaId: string }>();

	async function material(picture: Picture): Promise<HostedPicture & { mediaId: string }> {
		const known = materials.get(picture.hash);
		if (known) return known;
		const path = '/cgi-bin/material/add_material';
		const answer = await item.connection
			.call(
				{ method: 'POST', path, query: { type: 'image' }, upload: uploadOf(picture) },
				{ effect: 'write', promised: ['media_id'] },
			)
			.catch(refused);
		const mediaId = property(answer, 'media_id', path);
		const hosted = { url: optional(answer, 'url'), mediaId };
		materials.set(picture.hash, hosted);
		return hosted;
	}

	return {
		async forText(picture) {
			const known = inText.get(picture.hash) ?? materials.get(picture.hash);
			if (known && known.url !== '') return known;
			const { maxBytes, formats } = ARTICLE_IMAGE_RULE;
			if (picture.bytes.length > maxBytes || !formats.includes(picture.format))
				return await material(picture);
			const path = '/cgi-bin/media/uploadimg';
			// Treated as a read, so that it is repeated: such a picture counts toward no limit, so a duplicate after a lost answer costs nothing.
			const answer = await item.connection
				.call({ method: 'POST', path, upload: uploadOf(picture) }, { effect: 'read' })
				.catch(refused);
			const hosted = { url: property(answer, 'url', path), mediaId: undefined };
			inText.set(picture.hash, hosted);
			return hosted;
		},
		forCover: async (picture) => (await material(picture)).mediaId,
		withUploads(error) {
			const ids = [...materials.values()].map(({ mediaId }) => mediaId);
			const uploaded = inText.size + ids.length;
			if (uploaded === 0) return error;
			const named = ids.length === 0 ? '' : `, as permanent material ${ids.join(', ')}`;
			const pictures = uploaded === 1 ? '1 picture was' : `${uploaded} pictures were`;
			return withProgress(error, `${pictures} uploaded before${named}`);
		},
	};
}

function refused(error: unknown): never {
	throw withAdvice(error, NO_MORE_UPLOADS);
}

function optional(answer: ApiAnswer, name: string): string {
	const value = answer.kind === 'json' ? answer.data[name] : undefined;
	return typeof value === 'string' ? value : '';
}

function property(answer: ApiAnswer, name: string, path: string): string {
	const value = optional(answer, name);
	if (value !== '') return value;
	throw new IndeterminateResultError('maybe-sent', `the response contains no ${name}`, path);
}
