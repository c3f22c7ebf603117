import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { readVideo } from '../../fields/messageContent';
import { mediaFields, mediaSource, THUMB_SOURCE, thumbFields } from '../../fields/mediaSource';
import { messageOptions, description, title } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { defineOperation } from '../../operation';

/** Sends a video. */
export const sendVideo = defineOperation({
	option: {
		name: 'Send Video',
		value: 'sendVideo',
		chinese: '发送视频消息',
		action: 'Send video',
		description:
			'Send a video, given as a file, address or media ID, to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype video',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [toOpenid, ...mediaFields('video'), ...thumbFields, title, description, messageOptions],
	media: [mediaSource('video'), THUMB_SOURCE],
	request: (params) =>
		contentMessage(params, 'video', () => {
			const { video, thumbMediaId: thumb } = readAll({
				video: () => readVideo(params),
				thumbMediaId: () => readId('Thumbnail Media ID', params.thumbMediaId),
			});
			return { ...video, thumbMediaId: thumb };
		}),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007:
			'The Media ID or the Thumbnail Media ID is unknown to this account or older than three days. Upload the file again, or choose File or URL under From and Thumbnail From.',
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			mediaId: 'SAMPLE-video-media-id-1',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			title: '新品介绍',
			description: '一分钟看懂',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'video',
				video: {
					media_id: 'SAMPLE-video-media-id-1',
					thumb_media_id: 'SAMPLE-thumb-media-id-1',
					title: '新品介绍',
					description: '一分钟看懂',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
