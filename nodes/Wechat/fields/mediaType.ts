import type { Field } from '../runner/Operation';

/** What kind of file is uploaded. */
export const mediaType: Field<'mediaType', 'options'> = {
	displayName: 'Kind',
	name: 'mediaType',
	type: 'options',
	options: [
		{ name: 'Image', value: 'image', description: 'JPG, PNG or GIF of up to 10 MB; as material BMP too' },
		{ name: 'Thumbnail', value: 'thumb', description: 'JPG of up to 64 KB' },
		{ name: 'Video', value: 'video', description: 'MP4 of up to 10 MB' },
		{
			name: 'Voice',
			value: 'voice',
			description: 'AMR or MP3 of up to 2 MB and 60 seconds; as material WAV and WMA too',
		},
	],
	default: 'image',
	description: 'What the file is used as; size and format are checked before it is sent',
};
