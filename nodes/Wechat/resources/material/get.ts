import { readId } from '../../../shared/typedValues';
import { fetchVideo, mediaId, outputFile } from '../../fields/files';
import { sentFile } from '../../../shared/sentFile';
import { download } from '../../../shared/binaryFiles';
import { bestEffort } from '../../../shared/bestEffort';
import { defineOperation } from '../../operation';
import { payload } from '../../../shared/answerItems';

/** Gets a permanent material: its file, or the content of articles and videos. */
export const getMaterial = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '获取永久素材',
		action: 'Get permanent material',
		description:
			'Get a permanent material: the file of an image, voice or video, or the text of an article. If only the file of a video fails, video.problem says why.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_getmaterial.html',
	effect: 'read',
	account: 'certified',
	fields: [mediaId, fetchVideo, outputFile],
	run: async (params, item) => {
		const media_id = readId('Media ID', params.mediaId);
		const answer = await download(item, {
			method: 'POST',
			path: '/cgi-bin/material/get_material',
			body: { media_id },
		});
		const sent = async (video?: string) =>
			await sentFile(item, answer, { field: params.outputField, videoProperty: video }, { media_id });
		if (answer.kind === 'binary' || !params.fetchVideo) return [await sent()];
		// Title, description and URL of a video are useful even without its file.
		return [
			await bestEffort(
				item,
				async () => await sent('down_url'),
				(video) => ({ json: { media_id, ...payload(answer), video } }),
			),
		];
	},
	hints: {
		40007:
			'No permanent material of this account has this Media ID. Give one that Material (Permanent) → Get Many lists; for temporary media, use Media (Temporary) → Download.',
	},
	sample: {
		params: { mediaId: 'SAMPLE-material-id-1', fetchVideo: true, outputField: 'data' },
		request: {
			method: 'POST',
			path: '/cgi-bin/material/get_material',
			body: { media_id: 'SAMPLE-material-id-1' },
			expects: 'binary',
		},
		response: { media_id: 'SAMPLE-material-id-1', fileName: '海报.png', mimeType: 'image/png', fileSize: 8 },
		answerFile: { fileName: '海报.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' },
	},
});
