import type { IDataObject } from 'n8n-workflow';
import {
	isPictureAddress,
	pictureSource,
	type PictureSource,
} from '../../../../core/article/articlePictures';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { withoutThoughts } from '../../../../core/text/modelText';
import { conversionOf } from '../../../shared/acceptedFile';
import type { ItemContext } from '../../../shared/itemContexts';
import { required } from '../../../shared/textLimits';
import { readId } from '../../../shared/typedValues';
import { readImageRows } from '../../fields/imageRows';
import type { ComposedDraft } from './composeArticles';
import { gatherPictures, type Picture, pictureRefusal } from './gatherPictures';
import { createPictureHost } from './hostPictures';
import { limited } from './articleTexts';
import { commentsOf } from './readArticles';
import { plainTitle } from './plainTitle';
import { cropEdges, readCrop } from './readCrop';

/** A picture of a post: already in the library, or to be uploaded. */
type PostPicture = { mediaId: string } | { source: PictureSource };

/** A picture post, read and checked before any call. */
export interface PicturePost {
	pictures: PostPicture[];
	/** Everything except the pictures, by the names of the API; without a title that is kept. */
	wire: IDataObject;
}

/** The values of the fields of a picture post. */
export interface PostParams {
	title: string;
	postText: string;
	/** How the pictures are given: `rows` for `imageRows`; any other value for the list of older workflows. */
	imagesBy: string;
	pictures: unknown;
	imageRows: IDataObject;
	options: IDataObject;
}

const MAX_PICTURES = 20;
const MAX_CHARACTERS = 1_000;

/**
 * Reads a picture post; nothing is fetched or sent.
 *
 * @param params values of the fields
 * @param replaces whether it replaces an article, whose title stays unless another is given
 * @throws InvalidInputError naming everything that is wrong
 * @see https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_add.html
 */
export function readPost(params: PostParams, replaces = false): PicturePost {
	const { title, postText, options } = params;
	const text = (name: string) => String(options[name] ?? '').trim();
	const read = readAll({
		title: () => limited('', 'Title', readTitle(plainTitle(withoutThoughts(title).trim()), replaces)),
		text: () => readPostText(withoutThoughts(postText)),
		pictures: () =>
			readPictures(
				params.imagesBy === 'rows' ? readImageRows('Pictures', params.imageRows) : params.pictures,
			),
		productKey: () => (text('productKey') === '' ? undefined : readId('Product Key', text('productKey'))),
		crop235: () => readCrop('Crop to 2.35:1', text('crop235')),
		crop11: () => readCrop('Crop to 1:1', text('crop11')),
	});
	const crops = [
		...(read.crop235 ? [cropEdges('2.35_1', read.crop235)] : []),
		...(read.crop11 ? [cropEdges('1_1', read.crop11)] : []),
	];
	return {
		pictures: read.pictures,
		wire: {
			article_type: 'newspic',
			...(read.title ? { title: read.title } : {}),
			content: read.text,
			...commentsOf(options.comments),
			...(crops.length > 0 ? { cover_info: { crop_percent_list: crops } } : {}),
			...(read.productKey ? { product_info: { footer_product_info: { product_key: read.productKey } } } : {}),
		},
	};
}

function readTitle(title: string, isKept: boolean): string {
	if (title !== '' || isKept) return title;
	throw new InvalidInputError(
		'Title',
		'is empty, and a picture post has no heading to take it from',
		'Fill it in.',
	);
}

function readPostText(text: string): string {
	const characters = [...text].length;
	if (characters <= MAX_CHARACTERS) return text;
	throw new InvalidInputError(
		'Post Text',
		`has ${characters} characters, the limit is ${MAX_CHARACTERS}`,
		'Shorten it, or make it an article.',
	);
}

function readPictures(value: unknown): PostPicture[] {
	const entries = Array.isArray(value)
		? value.map((entry: unknown) => String(entry ?? '').trim())
		: required('Pictures', value)
				.split(/\n/)
				.map((line) => line.trim());
	const given = entries.filter((entry) => entry !== '');
	if (given.length < 1 || given.length > MAX_PICTURES) {
		throw new InvalidInputError(
			'Pictures',
			`has ${given.length} entries, a picture post can have 1 to ${MAX_PICTURES}`,
			'Add or remove pictures.',
		);
	}
	return readEach(given, (entry) =>
		isPictureAddress(entry)
			? { source: pictureSource('Pictures', entry) }
			: { mediaId: readId('Pictures', entry) },
	);
}

/**
 * Uploads the pictures of a post to the material library.
 *
 * @param item context of the current item
 * @throws InvalidInputError naming every unusable picture, before anything is uploaded; what uploads throw
 */
export async function composePost(
	item: ItemContext,
	{ pictures, wire }: PicturePost,
): Promise<ComposedDraft> {
	const sources = pictures.flatMap((one) => ('source' in one ? [one.source] : []));
	const gathered = readEach(await gatherPictures(item, sources), (found): Picture => {
		if ('bytes' in found) return found;
		throw pictureRefusal('Pictures', found, false);
	});
	const host = createPictureHost(item);
	const images: IDataObject[] = [];
	const ids: string[] = [];
	try {
		for (const one of pictures) {
			const picture = 'mediaId' in one ? undefined : gathered.shift();
			const mediaId = picture ? await host.forCover(picture) : (one as { mediaId: string }).mediaId;
			if (picture) images.push({ from: picture.from, media_id: mediaId, ...conversionOf(picture) });
			ids.push(mediaId);
		}
	} catch (error) {
		throw host.withUploads(error);
	}
	const image_list = ids.map((image_media_id) => ({ image_media_id }));
	const { title } = wire;
	return {
		articles: [{ ...wire, image_info: { image_list } }],
		report: { articles: [{ title, thumb_media_id: ids[0] ?? '' }], images, imagesLeftOut: [] },
		host,
	};
}
