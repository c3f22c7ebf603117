import { readId } from '../../../shared/typedValues';
import { fetchVideo, outputFile, temporaryMediaId, voiceToWav } from '../../fields/files';
import { sentFile } from '../../../shared/sentFile';
import { download } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';

/** Downloads a file that a follower sent or that was uploaded within the last three days. */
export const downloadMedia = defineOperation({
	option: {
		name: 'Download',
		value: 'download',
		chinese: '获取临时素材',
		action: 'Download temporary media file',
		description:
			'Download the image, voice or video that a follower sent, or that was uploaded, within the last three days',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/temporary/api_getmedia.html',
	effect: 'read',
	account: 'certified',
	fields: [temporaryMediaId, fetchVideo, voiceToWav, outputFile],
	run: async (params, item) => {
		const media_id = readId('Media ID', params.mediaId);
		const answer = await download(item, { method: 'GET', path: '/cgi-bin/media/get', query: { media_id } });
		const options = {
			field: params.outputField,
			videoProperty: params.fetchVideo ? 'video_url' : undefined,
			voiceToWav: params.voiceToWav,
		};
		return [await sentFile(item, answer, options, { media_id })];
	},
	hints: {
		40007:
			'The Media ID is unknown to this account or older than three days, after which WeChat deletes the file. Give the MediaId of a newer message.',
	},
	sample: {
		params: { mediaId: 'SAMPLE-image-media-id-1', fetchVideo: true, voiceToWav: false, outputField: 'data' },
		request: {
			method: 'GET',
			path: '/cgi-bin/media/get',
			query: { media_id: 'SAMPLE-image-media-id-1' },
			expects: 'binary',
		},
		response: {
			media_id: 'SAMPLE-image-media-id-1',
			fileName: 'SAMPLE.png',
			mimeType: 'image/png',
			fileSize: 8,
		},
		answerFile: { fileName: 'SAMPLE.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' },
	},
});
