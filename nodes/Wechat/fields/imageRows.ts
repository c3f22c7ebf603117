import { isRecord } from '../../../core/json/isRecord';
import { readEach } from '../../../core/errors/readAll';
import { required } from '../../shared/textLimits';
import { readId } from '../../shared/typedValues';
import { webAddress } from '../../shared/webAddress';
import type { Field } from '../operation';
import { MATERIAL_MODES } from './files';

/** Workflows from before this field existed only have the list: n8n fills in this default, so they still use the list. */
const BEFORE_THE_CHOICE = 'list';

/** How several images are given. */
export const imagesBy: Field<'imagesBy', 'options'> = {
	displayName: 'Choose Images',
	name: 'imagesBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'As a List',
			value: 'list',
			description: 'In one text or array, which an expression can give',
		},
		{
			name: 'One by One',
			value: 'rows',
			description: 'Each from the material library, from the input item or from the web',
		},
	],
	default: BEFORE_THE_CHOICE,
	description: 'How the images are given',
};

/** The images one by one, in display order. */
export const imageRows: Field<'imageRows', 'fixedCollection'> = {
	displayName: 'Images',
	name: 'imageRows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Image',
	displayOptions: { show: { imagesBy: ['rows'] } },
	default: {},
	description: '1 to 20 images, in the order in which they are seen',
	options: [
		{
			displayName: 'Image',
			name: 'image',
			values: [
				{
					displayName: 'From',
					name: 'imageFrom',
					type: 'options',
					noDataExpression: true,
					options: [
						{ name: 'File', value: 'file', description: 'A file of the input item, which is uploaded first' },
						{ name: 'Media ID', value: 'mediaId', description: 'An image that is on WeChat already' },
						{
							name: 'URL',
							value: 'url',
							description: 'An image on the web, which is fetched and uploaded first',
						},
					],
					default: 'mediaId',
					description: 'Where the image is',
				},
				{
					displayName: 'Media ID',
					name: 'mediaId',
					type: 'resourceLocator',
					displayOptions: { show: { imageFrom: ['mediaId'] } },
					default: { mode: 'list', value: '' },
					required: true,
					modes: MATERIAL_MODES.image,
					description: 'Permanent image (永久素材) from the list, or its media_id',
				},
				{
					displayName: 'Input Binary Field',
					name: 'binaryField',
					type: 'string',
					displayOptions: { show: { imageFrom: ['file'] } },
					default: 'data',
					required: true,
					placeholder: 'e.g. data',
					description: 'Name of the field of the input item that holds the image',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					displayOptions: { show: { imageFrom: ['url'] } },
					default: '',
					required: true,
					placeholder: 'e.g. https://example.com/1.jpg',
					description: 'Address from which n8n fetches the image',
				},
			],
		},
	],
};

/**
 * Reads images that were given one by one.
 *
 * @param field name of the field in the editor
 * @param rows value of {@link imageRows}
 * @returns for each its media ID, its URL, or `binary:` and the name of its field, in the format of the list of such images
 * @throws InvalidInputError naming every row without its image
 */
export function readImageRows(field: string, rows: unknown): string[] {
	const { image = [] } = isRecord(rows) ? rows : {};
	const given = Array.isArray(image) ? image.filter(isRecord) : [];
	return readEach(given, (row, index) => entryOf(`${field}, image ${index + 1}`, row));
}

function entryOf(place: string, { imageFrom, mediaId, binaryField, url }: Record<string, unknown>): string {
	switch (imageFrom) {
		case 'file':
			return `binary:${encodeURIComponent(required(`${place}, Input Binary Field`, binaryField))}`;
		case 'url':
			return webAddress(`${place}, URL`, String(url ?? ''));
		default:
			return readId(`${place}, Media ID`, mediaId);
	}
}
