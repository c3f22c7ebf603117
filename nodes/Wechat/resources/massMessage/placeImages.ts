import { isPictureAddress, pictureSource } from '../../../../core/article/articlePictures';
import { readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { ItemContext } from '../../../shared/itemContexts';
import { TEMPORARY_RULES } from '../../../shared/mediaRules';
import { uploadTemporary } from '../../../shared/temporaryMedia';
import { gatherPictures, type Picture, pictureRefusal, uploadOf } from '../draft/gatherPictures';

const FIELD = 'Images';

/**
 * Uploads images from the input item or the web: all of them are fetched and checked first, then each is uploaded once.
 *
 * @param item context of the current item
 * @param images media IDs and sources
 * @param placed gets the keys of the uploads
 * @returns the media ID of each
 * @throws InvalidInputError naming every unusable image, before anything is uploaded; what uploads throw
 */
export async function placeImages(
	item: ItemContext,
	images: readonly string[],
	placed: string[],
): Promise<string[]> {
	const sources = images.filter(isPictureAddress).map((image) => pictureSource(FIELD, image));
	const pictures = readEach(await gatherPictures(item, sources), (found): Picture => {
		if ('bytes' in found) return sendable(found);
		throw pictureRefusal(FIELD, found, false);
	});
	const ids: string[] = [];
	for (const image of images) {
		const picture = isPictureAddress(image) ? pictures.shift() : undefined;
		ids.push(picture ? await upload(item, picture, placed) : image);
	}
	return ids;
}

function sendable(picture: Picture): Picture {
	const { formats } = TEMPORARY_RULES.image;
	if (formats.includes(picture.format)) return picture;
	throw new InvalidInputError(
		FIELD,
		`has the picture ${picture.from}, which is ${picture.format.toUpperCase()}; here it must be ${formats.join(', ').toUpperCase()}`,
		'Convert it first.',
	);
}

async function upload({ connection }: ItemContext, picture: Picture, placed: string[]): Promise<string> {
	const { bytes } = picture;
	const file = { bytes, prepare: async () => ({ upload: uploadOf(picture) }) };
	const { mediaId, key } = await uploadTemporary(connection, 'image', file);
	placed.push(key);
	return mediaId;
}
