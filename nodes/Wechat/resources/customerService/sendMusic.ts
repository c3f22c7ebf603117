import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { optionalAddress, webAddress } from '../../../shared/webAddress';
import { thumbMediaId } from '../../fields/files';
import { messageOptions, description, title } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';

/** A music card in the conversation with a follower. */
export const sendMusic = defineOperation({
	option: {
		name: 'Send Music',
		value: 'sendMusic',
		action: 'Send music',
		description:
			'Send a card that plays a piece of music to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype music',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Music URL',
			name: 'musicUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/song.mp3',
			description: 'Address of the piece',
		},
		{
			displayName: 'High Quality Music URL',
			name: 'hqMusicUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/song-hq.mp3',
			description: 'Address that is played on Wi-Fi; empty uses the same one',
		},
		thumbMediaId,
		title,
		description,
		messageOptions,
	],
	request: (params) =>
		customerMessage(params, 'music', () => {
			const { musicurl, hqmusicurl, ...music } = readAll({
				title: () => params.title || undefined,
				description: () => params.description || undefined,
				musicurl: () => webAddress('Music URL', params.musicUrl),
				hqmusicurl: () => optionalAddress('High Quality Music URL', params.hqMusicUrl),
				thumb_media_id: () => readId('Thumbnail Media ID', params.thumbMediaId),
			});
			return { ...music, musicurl, hqmusicurl: hqmusicurl ?? musicurl };
		}),
	output: { kind: 'acknowledgement', json: { sent: true } },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007: 'The thumbnail is unknown to this account or older than three days; upload it again.',
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			musicUrl: 'https://example.com/song.mp3',
			hqMusicUrl: '',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			title: '生日快乐',
			description: '送给您',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'music',
				music: {
					title: '生日快乐',
					description: '送给您',
					musicurl: 'https://example.com/song.mp3',
					hqmusicurl: 'https://example.com/song.mp3',
					thumb_media_id: 'SAMPLE-thumb-media-id-1',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
