import type { MediaType } from '../../shared/mediaRules';
import type { Field, MediaSource } from '../operation';
import { inputFile, MATERIAL_MODES, mediaId, thumbMediaId } from './files';

/** The file of a message, from the fields of {@link mediaFields}. */
export const mediaSource = (kind: MediaType): MediaSource => ({
	kind,
	label: '',
	from: 'mediaFrom',
	id: mediaId.name,
	file: inputFile.name,
	url: 'mediaUrl',
});

/** The thumbnail of a message, from the fields of {@link thumbFields}. */
export const THUMB_SOURCE: MediaSource = {
	kind: 'thumb',
	label: 'Thumbnail',
	from: 'thumbFrom',
	id: thumbMediaId.name,
	file: 'thumbFile',
	url: 'thumbUrl',
};

const WAYS = [
	{ name: 'File', value: 'file', description: 'A file of the input item, which is uploaded first' },
	{ name: 'Media ID', value: 'mediaId', description: 'A file that is on WeChat already' },
	{ name: 'URL', value: 'url', description: 'A file on the web, which is fetched and uploaded first' },
];

/** Workflows from before this field existed only have an id: n8n fills in this default, so they still use the id. */
const BEFORE_THE_CHOICE = 'mediaId';

const mediaFrom: Field<'mediaFrom', 'options'> = {
	displayName: 'From',
	name: 'mediaFrom',
	type: 'options',
	noDataExpression: true,
	options: WAYS,
	default: BEFORE_THE_CHOICE,
	description:
		'Where the file is. The same file is uploaded once and used again while WeChat keeps it, three days.',
};

const imageFrom: typeof mediaFrom = {
	...mediaFrom,
	description: `${mediaFrom.description} WebP and AVIF become JPG or PNG, and a JPG or PNG above 10 MB is made smaller.`,
};

const thumbFrom: Field<'thumbFrom', 'options'> = {
	displayName: 'Thumbnail From',
	name: 'thumbFrom',
	type: 'options',
	noDataExpression: true,
	options: WAYS,
	default: BEFORE_THE_CHOICE,
	description:
		'Where the preview picture is. A JPG of up to 64 KB is used as it is; other JPG, PNG, WebP and AVIF files of up to 25 MB are converted to one. It cannot be taken from the video.',
};

const mediaUrl: Field<'mediaUrl', 'string'> = {
	displayName: 'File URL',
	name: 'mediaUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/poster.jpg',
	displayOptions: { show: { mediaFrom: ['url'] } },
	description: 'Address from which n8n fetches the file; up to 10 MB',
};

const imageUrl: typeof mediaUrl = {
	...mediaUrl,
	description: 'Address from which n8n fetches the file; up to 25 MB',
};

const thumbFile: Field<'thumbFile', 'string'> = {
	displayName: 'Thumbnail Input Binary Field',
	name: 'thumbFile',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	default: 'thumb',
	required: true,
	placeholder: 'e.g. thumb',
	displayOptions: { show: { thumbFrom: ['file'] } },
	hint: 'The name of the input binary field containing the preview picture',
	description: 'Name of the field of the input item that holds the preview picture',
};

const thumbUrl: Field<'thumbUrl', 'string'> = {
	displayName: 'Thumbnail URL',
	name: 'thumbUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/cover.jpg',
	displayOptions: { show: { thumbFrom: ['url'] } },
	description: 'Address from which n8n fetches the preview picture',
};

const shownFile: Field<'binaryPropertyName', 'string'> = {
	...inputFile,
	displayOptions: { show: { mediaFrom: ['file'] } },
};

const shownThumbId: Field<'thumbMediaId', 'resourceLocator'> = {
	...thumbMediaId,
	displayOptions: { show: { thumbFrom: ['mediaId'] } },
};

/**
 * The fields to choose a file: from the item, from the web, or by the id of media that WeChat already has.
 *
 * @param kind of media; decides which permanent materials are listed
 */
export function mediaFields(kind: Exclude<MediaType, 'thumb'>) {
	const shownMediaId: typeof mediaId = {
		...mediaId,
		modes: MATERIAL_MODES[kind],
		displayOptions: { show: { mediaFrom: ['mediaId'] } },
	};
	const [from, url] = kind === 'image' ? [imageFrom, imageUrl] : [mediaFrom, mediaUrl];
	return [from, shownMediaId, shownFile, url] as const;
}

/** The same fields for a thumbnail. */
export const thumbFields = [thumbFrom, shownThumbId, thumbFile, thumbUrl] as const;

const onlyLate = 'Needed only for the customer service message that replaces a reply that is too late.';

const lateThumbFrom: typeof thumbFrom = {
	...thumbFrom,
	displayOptions: { show: { whenLate: ['customerService'] } },
	description: `Where the preview picture is. ${onlyLate}`,
};

const lateThumbId: typeof thumbMediaId = {
	...thumbMediaId,
	required: false,
	displayOptions: { show: { thumbFrom: ['mediaId'], whenLate: ['customerService'] } },
	description: `The media_id of a preview picture, uploaded as thumb. ${onlyLate}`,
};

const lateThumbFile: typeof thumbFile = {
	...thumbFile,
	displayOptions: { show: { thumbFrom: ['file'], whenLate: ['customerService'] } },
};

const lateThumbUrl: typeof thumbUrl = {
	...thumbUrl,
	displayOptions: { show: { thumbFrom: ['url'], whenLate: ['customerService'] } },
};

/**
 * The same fields for the thumbnail of a reply, which is needed only when the reply is too late. If the parameter that decides that is an
 * expression, n8n shows and requires every field; one that fails the first condition is hidden nevertheless.
 */
export const lateThumbFields = [lateThumbFrom, lateThumbId, lateThumbFile, lateThumbUrl] as const;

/** The same fields for the picture of a card, which is an ordinary image. */
export const cardPictureFields = [
	{ ...thumbFrom, description: 'Where the picture of the card is; 520 × 416 pixels fit best' },
	{ ...shownThumbId, description: 'The media_id of the picture, uploaded as an image or as thumb' },
	{ ...thumbFile, description: 'Name of the field of the input item that holds the picture, of up to 25 MB' },
	{ ...thumbUrl, description: 'Address from which n8n fetches the picture; up to 25 MB' },
] as const;

/** The picture of a card, from the fields of {@link cardPictureFields}. */
export const CARD_PICTURE_SOURCE: MediaSource = { ...THUMB_SOURCE, kind: 'image' };
