import type { MediaType } from '../../shared/mediaRules';
import type { Field } from '../operation';
import { inputFile, mediaId, thumbMediaId } from './files';

/** Names of the fields that say which file is meant, and as what it is used. */
export interface MediaSource {
	kind: MediaType;
	/** The name by which messages call the file, e.g. `Thumbnail`; empty where there is one file only. */
	label: string;
	from: string;
	id: string;
	file: string;
	url: string;
}

/** The file that a message is about, from the fields of {@link mediaFields}. */
export const mediaSource = (kind: MediaType): MediaSource => ({
	kind,
	label: '',
	from: 'mediaFrom',
	id: mediaId.name,
	file: inputFile.name,
	url: 'mediaUrl',
});

/** The preview picture of a message, from the fields of {@link thumbFields}. */
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

/** Workflows that were built before there was a choice have only an id: n8n puts this default in, and the id stays in force. */
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

const thumbFrom: Field<'thumbFrom', 'options'> = {
	displayName: 'Thumbnail From',
	name: 'thumbFrom',
	type: 'options',
	noDataExpression: true,
	options: WAYS,
	default: BEFORE_THE_CHOICE,
	description: 'Where the preview picture is, a JPG of up to 64 KB',
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
	description: 'Name of the field of the input item that holds the preview picture, a JPG of up to 64 KB',
};

const thumbUrl: Field<'thumbUrl', 'string'> = {
	displayName: 'Thumbnail URL',
	name: 'thumbUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/cover.jpg',
	displayOptions: { show: { thumbFrom: ['url'] } },
	description: 'Address from which n8n fetches the preview picture, a JPG of up to 64 KB',
};

const shownMediaId: Field<'mediaId', 'string'> = {
	...mediaId,
	displayOptions: { show: { mediaFrom: ['mediaId'] } },
};

const shownFile: Field<'binaryPropertyName', 'string'> = {
	...inputFile,
	displayOptions: { show: { mediaFrom: ['file'] } },
};

const shownThumbId: Field<'thumbMediaId', 'string'> = {
	...thumbMediaId,
	displayOptions: { show: { thumbFrom: ['mediaId'] } },
};

/** The choice of a file: out of the item, from the web, or by the id of what was uploaded before. */
export const mediaFields = [mediaFrom, shownMediaId, shownFile, mediaUrl] as const;

/** The same choice for a preview picture. */
export const thumbFields = [thumbFrom, shownThumbId, thumbFile, thumbUrl] as const;
