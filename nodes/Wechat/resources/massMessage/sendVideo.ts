import type { INodeProperties } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { description, title } from '../../fields/messages';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massMessageId, massOptions, sendMassMessage } from './massMessage';
import { recipientFields } from './recipients';
import { type MassVideo, sendableVideo } from './sendableVideo';

const videoIsReady: INodeProperties = {
	displayName: 'Video Is Ready',
	name: 'videoIsReady',
	type: 'boolean',
	default: false,
	description:
		'Whether to send Media ID as it is, because /cgi-bin/media/uploadvideo gave it; otherwise the node makes that call first, with title and description',
};

/** Sends a video to many followers. */
export const massSendVideo = defineOperation({
	option: {
		name: 'Send Video',
		value: 'sendVideo',
		chinese: '群发视频',
		action: 'Send video to many followers',
		description:
			'Send a video, given as a file, address or media ID, to all followers, to those with a tag, or to a list of OpenIDs (群发); the node prepares it for that first',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype mpvideo',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids'],
	fields: [
		...recipientFields,
		...mediaFields('video'),
		title,
		description,
		{ ...massOptions, options: [massMessageId, videoIsReady] },
	],
	run: async (params, item) =>
		await sendMassMessage(params, item, {
			media: [mediaSource('video')],
			content: ({ mediaId, ...texts }) => ({
				msgtype: 'mpvideo',
				mpvideo: readAll({
					media_id: () => readId('Media ID', mediaId),
					title: () => texts.title || undefined,
					description: () => texts.description || undefined,
				}),
			}),
			prepare: async (read) => {
				const isUploaded = params.mediaFrom === 'file' || params.mediaFrom === 'url';
				if (params.options.videoIsReady === true && !isUploaded) return read;
				const video = read.mpvideo as MassVideo;
				return { ...read, mpvideo: { ...video, media_id: await sendableVideo(item, video) } };
			},
		}),
	sameForAll: { 40152: 'tagId', 40007: 'mediaId' },
	hints: {
		...MASS_HINTS,
		40007:
			'WeChat does not accept this Media ID for a mass message: it must be that of a video of this account, and temporary media expire after three days. Upload the video again, or choose File or URL under From.',
		48022: 'WeChat no longer sends this video by API. Send it from the console (mp.weixin.qq.com).',
	},
	sample: {
		params: {
			recipients: 'tag',
			tagId: '2',
			openids: '',
			confirmAll: '',
			mediaId: 'SAMPLE-video-media-id-1',
			title: '新品',
			description: '一分钟看懂',
			options: { clientMessageId: 'video-2026-11-1', videoIsReady: true },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: {
				filter: { is_to_all: false, tag_id: 2 },
				msgtype: 'mpvideo',
				mpvideo: { media_id: 'SAMPLE-video-media-id-1', title: '新品', description: '一分钟看懂' },
				clientmsgid: 'video-2026-11-1',
			},
		},
		response: { errcode: 0, errmsg: 'send job submission success', msg_id: 34184 },
	},
});
