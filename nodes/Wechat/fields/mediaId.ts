import type { Field } from '../runner/Operation';

/** A file that is already on the platform. */
export const mediaId: Field<'mediaId', 'string'> = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX',
	description: 'The media_id that an upload, a material list or an incoming message gave',
};

/** The preview picture of a video, a piece of music or a mini program card. */
export const thumbMediaId: Field<'thumbMediaId', 'string'> = {
	displayName: 'Thumbnail Media ID',
	name: 'thumbMediaId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX',
	description: 'The media_id of the preview picture, uploaded as thumb (a JPG of up to 64 KB)',
};
