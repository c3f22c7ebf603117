import { MAX_VOICE_BYTES } from '../../../shared/mediaRules';
import { readId } from '../../../shared/typedValues';
import { outputFile, temporaryMediaId } from '../../fields/files';
import { sentFile } from '../../../shared/sentFile';
import { download } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';

/** Downloads a recording of the JS-SDK in high quality. */
export const downloadVoice = defineOperation({
	option: {
		name: 'Download HD Voice',
		value: 'downloadVoice',
		chinese: '获取高清语音素材',
		action: 'Download HD voice recording',
		description: 'Download a recording that a web page made with the JS-SDK (uploadVoice), as 16 kHz Speex',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/temporary/api_gethdvoice.html',
	effect: 'read',
	account: 'certified',
	fields: [temporaryMediaId, outputFile],
	run: async (params, item) => {
		const media_id = readId('Media ID', params.mediaId);
		const answer = await download(
			item,
			{ method: 'GET', path: '/cgi-bin/media/get/jssdk', query: { media_id } },
			MAX_VOICE_BYTES,
		);
		return [await sentFile(item, answer, { field: params.outputField }, { media_id })];
	},
	hints: {
		40007:
			'The recording is unknown to this account or older than three days. Let the page upload it again, and give its serverId under Media ID.',
	},
	sample: {
		params: { mediaId: 'SAMPLE-voice-media-id-1', outputField: 'data' },
		request: {
			method: 'GET',
			path: '/cgi-bin/media/get/jssdk',
			query: { media_id: 'SAMPLE-voice-media-id-1' },
			expects: 'binary',
		},
		response: {
			media_id: 'SAMPLE-voice-media-id-1',
			fileName: 'SAMPLE.speex',
			mimeType: 'voice/speex',
			fileSize: 6,
		},
		answerFile: { fileName: 'SAMPLE.speex', contentType: 'voice/speex', base64: 'AAECAwQF' },
	},
});
