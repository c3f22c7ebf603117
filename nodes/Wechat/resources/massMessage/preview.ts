import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { payload } from '../../../shared/answerItems';
import { required } from '../../../shared/textLimits';
import { readId } from '../../../shared/typedValues';
import { MATERIAL_MODES, mediaId } from '../../fields/files';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { NO_FOLLOWER, readOpenid, readWechatId, toOpenid, UNKNOWN_WECHAT_ID } from '../../fields/people';
import { sendWithMedia } from '../../fields/placeMedia';
import { defineOperation } from '../../operation';
import { PREVIEW_HINTS } from './massMessage';
import { sendableVideo } from './sendableVideo';

/** Kinds of content that have a file, and the media kind for its upload. */
const FILE_KINDS: Readonly<Record<string, 'image' | 'video' | 'voice'>> = {
	image: 'image',
	mpvideo: 'video',
	voice: 'voice',
};

const [from, fileId, file, fileUrl] = mediaFields('image');
const aboutFile = (shown?: string) => ({
	// If Kind is an expression, n8n shows and requires every field; one that fails the first condition is hidden nevertheless.
	show: { ...(shown ? { mediaFrom: [shown] } : {}), massType: Object.keys(FILE_KINDS) },
});

/** Sends a preview of a mass message to one person. */
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
			displayName: 'Send To',
			name: 'previewTo',
			type: 'options',
			options: [
				{ name: 'OpenID', value: 'openid', description: 'A follower of this account' },
				{
					name: 'WeChat ID',
					value: 'wxname',
					description: 'A follower, by the ID that is shown in WeChat (微信号)',
				},
			],
			default: 'openid',
			description: 'How the follower is identified',
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
			displayName: 'Draft',
			modes: MATERIAL_MODES.draft,
			displayOptions: { show: { massType: ['mpnews'] } },
			description: 'The media_id of the draft (草稿)',
		},
		{ ...from, displayOptions: aboutFile() },
		{
			...fileId,
			modes: MATERIAL_MODES.massContent,
			displayOptions: aboutFile('mediaId'),
			description: 'The media_id of the file; a video is prepared for sending first',
		},
		{ ...file, displayOptions: aboutFile('file') },
		{ ...fileUrl, displayOptions: aboutFile('url') },
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
		const kind = FILE_KINDS[type];
		return await sendWithMedia(item, params as unknown as IDataObject, {
			sources: kind ? [mediaSource(kind)] : [],
			check: (trial) => readPreview(trial as unknown as PreviewParams),
			send: async (ready) => {
				const { person, content } = readPreview(ready as unknown as PreviewParams);
				const video = { media_id: String(content.media_id) };
				const sent = type === 'mpvideo' ? { media_id: await sendableVideo(item, video) } : content;
				const body = { ...person, msgtype: type, [type]: sent };
				const answer = await item.connection.call(
					{ method: 'POST', path: '/cgi-bin/message/mass/preview', body },
					{ effect: 'write' },
				);
				return [{ json: { ...person, msgtype: type, success: true, ...payload(answer) } }];
			},
		});
	},
	hints: {
		...PREVIEW_HINTS,
		40003: NO_FOLLOWER,
		40132: UNKNOWN_WECHAT_ID,
		43004:
			'The person does not follow the account, and previews reach followers only. Choose a follower, or let the person follow first.',
		45009: 'The 100 previews of today are used up. Preview it tomorrow.',
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

interface PreviewParams {
	previewTo: string;
	touser: string;
	towxname: string;
	massType: string;
	mediaId: string;
	content: string;
}

function readPreview(params: PreviewParams) {
	return readAll({
		person: (): IDataObject =>
			params.previewTo === 'wxname'
				? { towxname: readWechatId(params.towxname, 'To WeChat ID') }
				: { touser: readOpenid(params.touser, 'To OpenID') },
		content: () => readContent(params),
	});
}

function readContent(params: PreviewParams): IDataObject {
	const { massType } = params;
	if (massType === 'text') return { content: required('Text', params.content) };
	if (massType === 'mpnews') return { media_id: readId('Draft', params.mediaId) };
	if (FILE_KINDS[massType]) return { media_id: readId('Media ID', params.mediaId) };
	const kinds = ['mpnews', ...Object.keys(FILE_KINDS)].join(', ');
	throw new InvalidInputError(
		'Kind',
		'is not a kind that can be previewed',
		`Choose it from the list: text, ${kinds}.`,
	);
}
