import type { INodePropertyMode } from 'n8n-workflow';
import type { Field } from '../operation';
import { locatorModes } from './locatorModes';

/** Where the file to upload is in the input item. */
export const inputFile: Field<'binaryPropertyName', 'string'> = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the file to be uploaded',
	description:
		'Name of the field of the input item that holds the file; an expression may also give the file itself, e.g. $binary.data',
};

/** Options of every upload. */
export const uploadOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. 海报.jpg',
			description: 'Name under which WeChat keeps the file, instead of the name it has; may be Chinese',
		},
	],
};

/** Where a downloaded file goes in the output item. */
export const outputFile: Field<'outputField', 'string'> = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the field of the output item that holds the downloaded file',
};

const MEDIA_ID = 'M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX';

/** The parts of the material library that the editor can list. */
export const MATERIAL_MODES = {
	any: modesOf('material', 'searchMaterials'),
	image: modesOf('image', 'searchImages'),
	voice: modesOf('voice message', 'searchVoices'),
	video: modesOf('video', 'searchVideos'),
	article: modesOf('article', 'searchLibraryArticles'),
	draft: modesOf('draft', 'searchDrafts'),
	massContent: modesOf('draft or file', 'searchMassContent'),
} as const;

function modesOf(thing: string, searchListMethod: string): INodePropertyMode[] {
	return locatorModes(thing, searchListMethod, MEDIA_ID, 'By Media ID');
}

/** Media that WeChat already has, permanent or not; operations choose which list of it is shown. */
export const mediaId: Field<'mediaId', 'resourceLocator'> = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: MATERIAL_MODES.any,
	description:
		'Permanent material (永久素材) from the list; or the media_id that an upload, a material list or an incoming message gave',
};

/** Temporary media, which WeChat keeps for three days and cannot list. */
export const temporaryMediaId: Field<'mediaId', 'resourceLocator'> = {
	...mediaId,
	default: { mode: 'id', value: '' },
	modes: MATERIAL_MODES.any.filter(({ type }) => type !== 'list'),
	description: 'The media_id that an upload or an incoming message gave',
};

/** The thumbnail of a video, a piece of music or a mini program card. */
export const thumbMediaId: Field<'thumbMediaId', 'resourceLocator'> = {
	displayName: 'Thumbnail Media ID',
	name: 'thumbMediaId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: MATERIAL_MODES.image,
	description: 'The media_id of the preview picture, uploaded as thumb (a JPG of up to 64 KB)',
};

/** The kind of uploaded file. */
export const mediaType: Field<'mediaType', 'options'> = {
	displayName: 'Kind',
	name: 'mediaType',
	type: 'options',
	options: [
		{
			name: 'Image',
			value: 'image',
			description:
				'JPG, PNG or GIF of up to 10 MB, as material BMP too; WebP and AVIF are converted, and larger JPG and PNG made smaller',
		},
		{
			name: 'Thumbnail',
			value: 'thumb',
			description: 'JPG of up to 64 KB; other JPG, PNG, WebP and AVIF files are converted to one',
		},
		{ name: 'Video', value: 'video', description: 'MP4 of up to 10 MB' },
		{
			name: 'Voice',
			value: 'voice',
			description: 'AMR or MP3 of up to 2 MB and 60 seconds; as material WAV and WMA too',
		},
	],
	default: 'image',
	description:
		'What the file is used as; size and format are checked before it is sent. A file that WeChat takes is not changed.',
};

/** WeChat answers with the URL of a video; most workflows want the file. */
export const fetchVideo: Field<'fetchVideo', 'boolean'> = {
	displayName: 'Fetch Video File',
	name: 'fetchVideo',
	type: 'boolean',
	default: true,
	description:
		'Whether to fetch the file of a video too: WeChat answers with its address only. Other kinds of media always come as a file.',
};

/** Whether a recording is converted. */
export const voiceToWav: Field<'voiceToWav', 'boolean'> = {
	displayName: 'Convert Voice to WAV',
	name: 'voiceToWav',
	type: 'boolean',
	default: false,
	description:
		'Whether a voice message becomes a WAV file, which OpenAI and other speech services read. WeChat records AMR, which most of them do not accept. A file of any other format stays as it is.',
};

/** Advice on 40004. */
export const WRONG_KIND =
	'The file is not of this kind. Choose the right one under Kind, or give another file.';

/** Advice on 40007 where a message has a file. */
export const NO_TEMPORARY_MEDIA =
	'The Media ID is unknown to this account or older than three days. Upload the file again, or choose File or URL under From.';

/** Advice on 40007 where a message has a thumbnail. */
export const NO_THUMBNAIL =
	'The Thumbnail Media ID is unknown to this account or older than three days. Upload the picture again, or choose File or URL under Thumbnail From.';
