import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { payload } from '../../../shared/answerItems';
import { required } from '../../../shared/textLimits';
import { asciiText, readId } from '../../../shared/typedValues';
import { mediaId } from '../../fields/files';
import { readOpenid, toOpenid } from '../../fields/people';
import { defineOperation } from '../../operation';
import { MASS_HINTS } from './massMessage';
import { sendableVideo } from './sendableVideo';

/** Kinds that are named by a media_id. */
const WITH_FILE = ['mpnews', 'image', 'mpvideo', 'voice'];

/** Shows one person what a mass message will look like. */
export const previewMassMessage = defineOperation({
	option: {
		name: 'Preview',
		value: 'preview',
		chinese: '预览群发消息',
		action: 'Preview mass message',
		description:
			'Send a message to one person to see what it looks like before everybody gets it; 100 times a day',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_preview.html',
	effect: 'write',
	account: 'certified',
	fields: [
		{
			displayName: 'Send Preview To',
			name: 'previewTo',
			type: 'options',
			options: [
				{ name: 'OpenID', value: 'openid' },
				{
					name: 'WeChat ID',
					value: 'wxname',
					description: 'Name under which the person is found in WeChat (微信号)',
				},
			],
			default: 'openid',
			description: 'How the person is named',
		},
		{ ...toOpenid, displayOptions: { show: { previewTo: ['openid'] } } },
		{
			displayName: 'To WeChat ID',
			name: 'towxname',
			type: 'string',
			displayOptions: { show: { previewTo: ['wxname'] } },
			default: '',
			required: true,
			placeholder: 'e.g. anna-wechat',
			description: 'WeChat ID (微信号) of somebody who follows the account',
		},
		{
			displayName: 'Kind',
			name: 'massType',
			type: 'options',
			options: [
				{ name: 'Article', value: 'mpnews' },
				{ name: 'Image', value: 'image' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'mpvideo' },
				{ name: 'Voice', value: 'voice' },
			],
			default: 'mpnews',
			description: 'What is previewed',
		},
		{
			...mediaId,
			displayOptions: { show: { massType: WITH_FILE } },
			description:
				'The media_id of the draft, or of the uploaded file; a video is made ready to be sent first',
		},
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			displayOptions: { show: { massType: ['text'] } },
			default: '',
			required: true,
			placeholder: 'e.g. We are closed on Monday',
			description: 'What the person reads',
		},
	],
	run: async (params, item) => {
		const type = params.massType;
		const { person, content } = readAll({
			person: () =>
				params.previewTo === 'wxname'
					? { towxname: required('To WeChat ID', asciiText(params.towxname)) }
					: { touser: readOpenid(params.touser, 'To OpenID') },
			content: () => readContent(params),
		});
		const media_id =
			type === 'mpvideo' ? await sendableVideo(item, { media_id: String(content.media_id) }) : undefined;
		const answer = await item.connection.call(
			{
				method: 'POST',
				path: '/cgi-bin/message/mass/preview',
				body: { ...person, msgtype: type, [type]: media_id === undefined ? content : { media_id } },
			},
			{ effect: 'write' },
		);
		return [{ json: { ...person, msgtype: type, sent: true, ...payload(answer) } }];
	},
	hints: {
		...MASS_HINTS,
		40132: 'Nobody who follows the account has this WeChat ID. Use the OpenID, which a push carries.',
		43004: 'The person does not follow the account. Previews reach followers only.',
		45009: 'The 100 previews of today are used up.',
	},
	sample: {
		params: {
			previewTo: 'openid',
			touser: 'oSAMPLE000000000000000000001',
			towxname: '',
			massType: 'text',
			mediaId: '',
			content: '周一休息',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/preview',
			body: { touser: 'oSAMPLE000000000000000000001', msgtype: 'text', text: { content: '周一休息' } },
		},
		response: { errcode: 0, errmsg: 'preview success', msg_id: 34182 },
	},
});

function readContent(params: { massType: string; mediaId: string; content: string }): IDataObject {
	if (params.massType === 'text') return { content: required('Text', params.content) };
	if (WITH_FILE.includes(params.massType)) return { media_id: readId('Media ID', params.mediaId) };
	throw new InvalidInputError(
		'Kind',
		'is none that can be previewed',
		`Choose it from the list: text, ${WITH_FILE.join(', ')}.`,
	);
}
