import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/template/visibleText';
import { readWords } from '../../../shared/textLimits';
import { readId } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massOptions, massMessageId, sendMassMessage } from './massMessage';
import { recipientFields } from './recipients';

/** As many as a picture post of the console takes. */
const MOST = 20;

/** Pictures for many followers. */
export const massSendImages = defineOperation({
	option: {
		name: 'Send Images',
		value: 'sendImages',
		chinese: '群发图片',
		action: 'Send images to many followers',
		description:
			'Send one image or several, uploaded before, to all followers, to those with a tag, or to a list of OpenIDs (群发)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype image',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids', 'mediaIds'],
	fields: [
		...recipientFields,
		{
			displayName: 'Media IDs',
			name: 'mediaIds',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX',
			description: `The media_id of each image, separated by commas, or an expression that gives an array; 1 to ${MOST}`,
		},
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
			],
		},
	],
	run: async (params, item) =>
		await sendMassMessage(params, item, () => {
			const { comments = 'nobody' } = params.options;
			const images = readAll({
				media_ids: () => readMediaIds(params.mediaIds),
				recommend: () => trimText(params.recommend),
			});
			const switches = {
				need_open_comment: comments === 'nobody' ? 0 : 1,
				only_fans_can_comment: comments === 'followers' ? 1 : 0,
			};
			return { msgtype: 'image', images: { ...images, ...switches } };
		}),
	sameForAll: { 40152: 'tagId' },
	hints: { ...MASS_HINTS, 40215: 'WeChat does not take so many images in one message. Send fewer.' },
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

function readMediaIds(value: unknown): string[] {
	const ids = readWords('Media IDs', value);
	if (ids.length <= MOST) return readEach(ids, (id) => readId('Media IDs', id));
	throw new InvalidInputError(
		'Media IDs',
		`holds ${ids.length} images, the limit is ${MOST}`,
		'Send fewer, or an article with the rest.',
	);
}
