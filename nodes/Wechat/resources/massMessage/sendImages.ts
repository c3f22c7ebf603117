import { isPictureAddress, pictureSource } from '../../../../core/article/articlePictures';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import { readAddresses } from '../../../shared/textLimits';
import { readId } from '../../../shared/typedValues';
import { imageRows, imagesBy, readImageRows } from '../../fields/imageRows';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massOptions, massMessageId, sendMassMessage } from './massMessage';
import { placeImages } from './placeImages';
import { recipientFields } from './recipients';

const FIELD = 'Images';
/** The maximum of a picture post in the console. */
const MOST = 20;

/** Sends images to many followers. */
export const massSendImages = defineOperation({
	option: {
		name: 'Send Images',
		value: 'sendImages',
		chinese: '群发图片',
		action: 'Send images to many followers',
		description:
			'Send one image or several, given as files, addresses or media IDs, to all followers, to those with a tag, or to a list of OpenIDs (群发)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype image',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids', 'mediaIds'],
	fields: [
		...recipientFields,
		imagesBy,
		{
			displayName: 'Images',
			name: 'mediaIds',
			type: 'string',
			typeOptions: { rows: 4 },
			displayOptions: { show: { imagesBy: ['list'] } },
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/1.jpg',
			description: `1 to ${MOST} images, separated by commas or line breaks, or an array: media IDs, addresses, or binary:data for the file in the binary field data. What is not on WeChat is uploaded first.`,
		},
		imageRows,
		{
			displayName: 'Text',
			name: 'recommend',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. 本周新品',
			description: 'What is written above the images (推荐语); may be empty',
		},
		{
			...massOptions,
			options: [
				massMessageId,
				{
					displayName: 'Comments',
					name: 'comments',
					type: 'options',
					options: [
						{ name: 'Everybody', value: 'everybody' },
						{ name: 'Followers Only', value: 'followers' },
						{ name: 'Nobody', value: 'nobody' },
					],
					default: 'nobody',
					description: 'Who may comment on the images (留言), if the account has comments at all',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. 新品上架',
					description: 'Title of the images',
				},
			],
		},
	],
	run: async (params, item) =>
		await sendMassMessage(params, item, {
			content: ({ imagesBy: way, mediaIds, imageRows: rows, recommend, options }) => {
				const { comments = 'nobody' } = options;
				const images = readAll({
					media_ids: () =>
						way === 'rows'
							? readImages(readImageRows(FIELD, rows), 'Add at least one image.')
							: readImages(mediaIds),
					recommend: () => trimText(recommend),
					title: () => trimText(String(options.title ?? '')) || undefined,
				});
				const switches = {
					need_open_comment: comments === 'nobody' ? 0 : 1,
					only_fans_can_comment: comments === 'followers' ? 1 : 0,
				};
				return { msgtype: 'image', images: { ...images, ...switches } };
			},
			prepare: async (read, placed) => {
				const images = read.images as { media_ids: string[] };
				return {
					...read,
					images: { ...images, media_ids: await placeImages(item, images.media_ids, placed) },
				};
			},
		}),
	sameForAll: { 40152: 'tagId' },
	hints: { ...MASS_HINTS, 40215: 'WeChat does not accept so many images in one message. Send fewer.' },
	sample: {
		params: {
			recipients: 'tag',
			tagId: '2',
			openids: '',
			confirmAll: '',
			mediaIds: 'SAMPLE-image-media-id-1',
			recommend: '本周新品',
			options: { clientMessageId: 'images-2026-11-1' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: {
				filter: { is_to_all: false, tag_id: 2 },
				msgtype: 'image',
				images: {
					media_ids: ['SAMPLE-image-media-id-1'],
					recommend: '本周新品',
					need_open_comment: 0,
					only_fans_can_comment: 0,
				},
				clientmsgid: 'images-2026-11-1',
			},
		},
		response: { errcode: 0, errmsg: 'send job submission success', msg_id: 34185 },
	},
});

/** @returns media IDs, and sources of images to upload */
function readImages(value: unknown, remedy?: string): string[] {
	const images = readAddresses(FIELD, value, remedy);
	if (images.length > MOST) {
		throw new InvalidInputError(
			FIELD,
			`holds ${images.length} images, the limit is ${MOST}`,
			'Send fewer, or an article with the rest.',
		);
	}
	return readEach(images, (image) =>
		isPictureAddress(image) ? (pictureSource(FIELD, image), image) : readId(FIELD, image),
	);
}
