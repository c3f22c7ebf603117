import type { IDataObject } from 'n8n-workflow';
import type { Upload } from '../../../../core/api/wire';
import { readAll } from '../../../../core/errors/readAll';
import { payload } from '../../../shared/answerItems';
import { readUpload } from '../../../shared/binaryFiles';
import type { ItemContext } from '../../../shared/itemContexts';
import type { MediaRule } from '../../../shared/mediaRules';
import { webAddress } from '../../../shared/webAddress';
import { inputFile } from '../../fields/files';
import { defineOperation, type Field, type Operation, type UnregisteredOperation } from '../../operation';

/** WeChat documents only the size, and reports images that it cannot decode with 101002. */
const IMAGE_RULE: MediaRule = { maxBytes: 2 * 1024 * 1024 - 1, formats: ['jpg', 'png', 'bmp', 'gif'] };
/** Text is small: as much of the width is kept as fits. */
const CONVERTING_RULE: MediaRule = {
	...IMAGE_RULE,
	converted: { from: ['jpg', 'png', 'webp', 'avif'], maxWidth: 4096 },
};

const imageSource: Field<'imageSource', 'options'> = {
	displayName: 'Image From',
	name: 'imageSource',
	type: 'options',
	options: [
		{
			name: 'File',
			value: 'file',
			description:
				'A file of the input item: JPG, PNG, BMP or GIF under 2 MB. A WebP or AVIF, and a larger JPG or PNG, is converted only where the output has no coordinates.',
		},
		{ name: 'URL', value: 'url', description: 'WeChat fetches the image itself' },
	],
	default: 'file',
	description: 'Where the image is; WeChat reads 100 images a day for free, and more must be bought',
};

const imageUrl: Field<'imageUrl', 'string'> = {
	displayName: 'Image URL',
	name: 'imageUrl',
	type: 'string',
	displayOptions: { show: { imageSource: ['url'] } },
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/card.jpg',
	description: 'Address of the image, under 2 MB, that WeChat can reach over the internet',
};

/** The fields that specify the image. */
export const imageFields: readonly [typeof imageSource, typeof inputFile, typeof imageUrl] = [
	imageSource,
	{ ...inputFile, displayOptions: { show: { imageSource: ['file'] } } },
	imageUrl,
];

/** The values of those fields. */
export interface ImageParams {
	imageSource: string;
	binaryPropertyName: string;
	imageUrl: string;
}

/** What the answers hold, each at least one of these. */
const FOUND: readonly string[] = [
	'code_results',
	'content',
	'id',
	'id_num',
	'items',
	'number',
	'plate_num',
	'reg_num',
	'results',
	'type',
];

/** How an image is analyzed. */
interface Analysis {
	/** Path of the API. */
	path: string;
	/** Whether the answer has coordinates: those of a converted image would be wrong for the user's. */
	hasCoordinates: boolean;
	/** Reads additional form fields. */
	readForm?: () => Readonly<Record<string, string>> | undefined;
}

/**
 * Has WeChat analyze an image.
 *
 * @param analysis how
 * @param params values of {@link imageFields}
 * @param item context of the current item
 * @returns what WeChat recognized
 * @throws InvalidInputError before any call when there is no such image, or it is too large or of another format
 */
export async function recognize(
	{ path, hasCoordinates, readForm = () => undefined }: Analysis,
	params: ImageParams,
	item: ItemContext,
): Promise<IDataObject> {
	const isFile = params.imageSource === 'file';
	const { img_url, form } = readAll({
		img_url: () => (isFile ? undefined : webAddress('Image URL', params.imageUrl)),
		form: readForm,
	});
	const rule = hasCoordinates ? IMAGE_RULE : CONVERTING_RULE;
	const upload = isFile ? await readImage(params, item, rule) : undefined;
	const answer = await item.connection.call(
		{ method: 'POST', path, query: { img_url }, upload, form },
		{ effect: 'read', promised: FOUND },
	);
	return payload(answer);
}

async function readImage(params: ImageParams, item: ItemContext, rule: MediaRule): Promise<Upload> {
	const { upload } = await readUpload(item, params.binaryPropertyName, rule, '');
	return { ...upload, fieldName: 'img' };
}

/** What distinguishes the operations that need nothing but an image. */
interface Recognition extends Pick<Analysis, 'path' | 'hasCoordinates'> {
	option: Operation['option'];
	/** URL of the official page. */
	docs: string;
	/** The answer that the page shows. */
	response: IDataObject;
}

/**
 * Defines an operation whose output is what WeChat recognized in an image.
 *
 * @param recognition texts, API and sample answer of the operation
 */
export function defineRecognition({
	option,
	docs,
	path,
	hasCoordinates,
	response,
}: Recognition): UnregisteredOperation {
	const sampleUrl = 'https://example.com/image.jpg';
	return defineOperation({
		option,
		docs,
		effect: 'read',
		account: 'certified',
		fields: [...imageFields],
		run: async (params, item) => [{ json: await recognize({ path, hasCoordinates }, params, item) }],
		hints: IMAGE_HINTS,
		sample: {
			params: { imageSource: 'url', binaryPropertyName: 'data', imageUrl: sampleUrl },
			request: { method: 'POST', path, query: { img_url: sampleUrl } },
			response,
		},
	});
}

/** Advice on codes of all images. */
export const IMAGE_HINTS: Readonly<Record<number, string>> = {
	101000:
		'WeChat cannot fetch the image from its address. Give one that can be reached from the internet, or choose File under Image From.',
	101001:
		'WeChat found nothing of this kind in the image. Take the picture straight on, complete and well lit.',
	101002:
		'WeChat cannot decode the image, or it has 2 MB or more. Convert it to JPG or PNG, or make it smaller.',
	101003:
		'The calls of today are used up (100 a day). Continue tomorrow, or buy more in the service market (fuwu.weixin.qq.com).',
};
