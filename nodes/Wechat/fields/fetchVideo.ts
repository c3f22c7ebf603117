import type { Field } from '../runner/Operation';

/** Videos come as an address; most workflows want the file. */
export const fetchVideo: Field<'fetchVideo', 'boolean'> = {
	displayName: 'Fetch Video File',
	name: 'fetchVideo',
	type: 'boolean',
	default: true,
	description:
		'Whether to fetch the file of a video too: WeChat answers with its address only. Other kinds of media always come as a file.',
};
