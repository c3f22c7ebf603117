import { conversionOf } from '../../../shared/acceptedFile';
import { PERMANENT_RULES, type MediaType } from '../../../shared/mediaRules';
import { required } from '../../../shared/textLimits';
import { inputFile, uploadOptions, mediaType, WRONG_KIND } from '../../fields/files';
import { readUpload } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';
import { toItems } from '../../../shared/answerItems';

/** Uploads permanent material. */
export const uploadMaterial = defineOperation({
	option: {
		name: 'Upload',
		value: 'upload',
		chinese: '上传永久素材',
		action: 'Upload permanent material',
		description:
			'Upload an image, voice, video or thumbnail that stays in the account (永久素材; up to 100,000 images and 1,000 files of each other kind); gives its media_id and, for an image, its address',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_addmaterial.html',
	effect: 'write',
	account: 'any',
	fields: [
		mediaType,
		inputFile,
		{
			displayName: 'Video Title',
			name: 'videoTitle',
			type: 'string',
			displayOptions: { show: { mediaType: ['video'] } },
			default: '',
			required: true,
			placeholder: 'e.g. 新品介绍',
			description: 'Title of the video in the account; every video must have one',
		},
		{
			displayName: 'Video Introduction',
			name: 'videoIntroduction',
			type: 'string',
			displayOptions: { show: { mediaType: ['video'] } },
			default: '',
			placeholder: 'e.g. 一分钟看懂',
			description: 'Text under the title',
		},
		uploadOptions,
	],
	run: async (params, item) => {
		const type = params.mediaType as MediaType;
		const form =
			type === 'video'
				? {
						description: JSON.stringify({
							title: required('Video Title', params.videoTitle),
							introduction: params.videoIntroduction,
						}),
					}
				: undefined;
		const fileName = String(params.options.fileName ?? '');
		const file = await readUpload(item, params.binaryPropertyName, PERMANENT_RULES[type], fileName);
		const answer = await item.connection.call(
			{
				method: 'POST',
				path: '/cgi-bin/material/add_material',
				query: { type },
				upload: file.upload,
				form,
			},
			{ effect: 'write', promised: ['media_id'] },
		);
		return toItems(answer, { kind: 'one' }).map(({ json }) => ({ json: { ...json, ...conversionOf(file) } }));
	},
	hints: { 40004: WRONG_KIND },
	sample: {
		params: {
			mediaType: 'image',
			binaryPropertyName: 'data',
			videoTitle: '',
			videoIntroduction: '',
			options: { fileName: '海报1.png' },
		},
		inputFile: { fileName: 'poster.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' },
		request: {
			method: 'POST',
			path: '/cgi-bin/material/add_material',
			query: { type: 'image' },
			upload: {
				fieldName: 'media',
				fileName: '海报1.png',
				contentType: 'image/png',
				bytes: Buffer.from('iVBORw0KGgo=', 'base64'),
			},
		},
		response: { media_id: 'SAMPLE-material-id-1', url: 'http://mmbiz.qpic.cn/sample/1' },
	},
});
