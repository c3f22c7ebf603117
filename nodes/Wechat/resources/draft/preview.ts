import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { NO_FOLLOWER, readOpenid, readWechatId, toOpenid, UNKNOWN_WECHAT_ID } from '../../fields/people';
import { defineOperation } from '../../operation';
import { draftId, NO_DRAFT } from './draftId';

/** Sends a preview of a draft to one phone. */
export const previewDraft = defineOperation({
	option: {
		name: 'Preview',
		value: 'preview',
		chinese: '预览草稿',
		action: 'Preview draft',
		description:
			'Send a draft to the phone of one follower, who sees it as readers will; up to 100 times a day',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_preview.html',
	variant: 'msgtype mpnews',
	effect: 'write',
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		draftId,
		{
			displayName: 'Send To',
			name: 'previewTo',
			type: 'options',
			options: [
				{ name: 'OpenID', value: 'openid', description: 'A follower of this account' },
				{
					name: 'WeChat ID',
					value: 'wechatId',
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
			displayOptions: { show: { previewTo: ['wechatId'] } },
			default: '',
			required: true,
			placeholder: 'e.g. zhangsan_2026',
			description: 'WeChat ID of the follower who gets the preview',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/message/mass/preview',
		body: {
			...(params.previewTo === 'wechatId'
				? readAll({
						towxname: () => readWechatId(params.towxname, 'To WeChat ID'),
						mpnews: () => ({ media_id: readId('Draft', params.draftMediaId) }),
					})
				: readAll({
						touser: () => readOpenid(params.touser, 'To OpenID'),
						mpnews: () => ({ media_id: readId('Draft', params.draftMediaId) }),
					})),
			msgtype: 'mpnews',
		},
	}),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'towxname', 'msgtype'],
	hints: {
		40003: NO_FOLLOWER,
		40007: NO_DRAFT,
		40132: UNKNOWN_WECHAT_ID,
		45028:
			'WeChat sends 100 previews a day to WeChat IDs. Continue tomorrow, or choose OpenID under Send To.',
	},
	sample: {
		params: {
			draftMediaId: 'SAMPLE-draft-id-1',
			previewTo: 'openid',
			touser: 'oSAMPLE000000000000000000001',
			towxname: '',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/preview',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				mpnews: { media_id: 'SAMPLE-draft-id-1' },
				msgtype: 'mpnews',
			},
		},
		response: { errcode: 0, errmsg: 'preview success', msg_id: 34182 },
	},
});
