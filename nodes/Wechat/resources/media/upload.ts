import type { IDataObject } from 'n8n-workflow';
import { conversionOf } from '../../../shared/acceptedFile';
import { TEMPORARY_RULES, type MediaType } from '../../../shared/mediaRules';
import { inputFile, uploadOptions, mediaType, WRONG_KIND } from '../../fields/files';
import { readUpload } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';
import { toItems } from '../../../shared/answerItems';

/** Uploads temporary media, which WeChat keeps for three days. */
export const uploadMedia = defineOperation({
	option: {
		name: 'Upload',
		value: 'upload',
		chinese: '新增临时素材',
		action: 'Upload temporary media file',
		description:
			'Upload an image, voice, video or thumbnail for use in messages within three days; gives its media_id',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html',
	effect: 'write',
	parallel: true,
	account: 'certified',
	fields: [mediaType, inputFile, uploadOptions],
	run: async (params, item) => {
		const rule = TEMPORARY_RULES[params.mediaType as MediaType];
		const file = await readUpload(
			item,
			params.binaryPropertyName,
			rule,
			String(params.options.fileName ?? ''),
		);
		const answer = await item.connection.call(
			{
				method: 'POST',
				path: '/cgi-bin/media/upload',
				query: { type: params.mediaType },
				upload: file.upload,
			},
			{ effect: 'write', promised: ['media_id', 'thumb_media_id'] },
		);
		return toItems(answer, { kind: 'one' }).map(({ json }) => ({
			json: { ...withMediaId(json), ...conversionOf(file) },
		}));
	},
	hints: { 40004: WRONG_KIND },
	sample: {
		params: { mediaType: 'image', binaryPropertyName: 'data', options: { fileName: '海报' } },
		inputFile: { fileName: 'poster', contentType: 'application/octet-stream', base64: 'iVBORw0KGgo=' },
		request: {
			method: 'POST',
			path: '/cgi-bin/media/upload',
			query: { type: 'image' },
			upload: {
				fieldName: 'media',
				fileName: '海报.png',
				contentType: 'image/png',
				bytes: Buffer.from('iVBORw0KGgo=', 'base64'),
			},
		},
		response: { type: 'image', media_id: 'SAMPLE-image-media-id-1', created_at: 1760000000, item: [] },
	},
});

/** WeChat returns the id of a thumbnail under another name, but it is used in the same field. */
function withMediaId(json: IDataObject): IDataObject {
	const { media_id = json.thumb_media_id } = json;
	return media_id === undefined ? json : { ...json, media_id };
}
