import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { required } from '../../../shared/textLimits';
import { readPagePath } from '../../../shared/webAddress';
import { CARD_PICTURE_SOURCE, cardPictureFields } from '../../fields/mediaSource';
import { messageOptions, requiredTitle } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';
import { checkAppIdOf } from '../../fields/tapTarget';
import { NO_THUMBNAIL } from '../../fields/files';

/** Sends a card that opens a mini program. */
export const sendMiniProgramPage = defineOperation({
	option: {
		name: 'Send Mini Program Page',
		value: 'sendMiniProgramPage',
		chinese: '发送小程序卡片',
		action: 'Send mini program page',
		description:
			'Send a card that opens a page of a linked mini program (小程序卡片) to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype miniprogrampage',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		requiredTitle,
		{
			displayName: 'Mini Program AppID',
			name: 'miniProgramAppId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wx0123456789abcdef',
			description: 'Developer ID of a mini program that is linked to the account',
		},
		{
			displayName: 'Page Path',
			name: 'pagePath',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pages/order/detail?ID=42',
			description: 'Page to open, with its parameters; a slash at the beginning is left out',
		},
		...cardPictureFields,
		messageOptions,
	],
	media: [CARD_PICTURE_SOURCE],
	request: (params) =>
		customerMessage(params, 'miniprogrampage', () =>
			readAll({
				title: () => required('Title', params.title),
				appid: () => checkAppIdOf('Mini Program AppID', params.miniProgramAppId),
				pagepath: () => readPagePath('Page Path', params.pagePath),
				thumb_media_id: () => readId('Thumbnail Media ID', params.thumbMediaId),
			}),
		),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007: NO_THUMBNAIL,
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			title: '订单详情',
			miniProgramAppId: 'wx00000000000000f1',
			pagePath: 'pages/order/detail?id=42',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'miniprogrampage',
				miniprogrampage: {
					title: '订单详情',
					appid: 'wx00000000000000f1',
					pagepath: 'pages/order/detail?id=42',
					thumb_media_id: 'SAMPLE-thumb-media-id-1',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
