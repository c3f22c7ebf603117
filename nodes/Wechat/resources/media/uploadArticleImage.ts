import { ARTICLE_IMAGE_RULE } from '../../../shared/mediaRules';
import { conversionOf } from '../../../shared/acceptedFile';
import { inputFile, uploadOptions } from '../../fields/files';
import { readUpload } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';
import { toItems } from '../../../shared/answerItems';

/** Uploads a picture for the text of an article. */
export const uploadArticleImage = defineOperation({
	option: {
		name: 'Upload Article Image',
		value: 'uploadArticleImage',
		chinese: '上传图文消息图片',
		action: 'Upload article image',
		description:
			'Upload a picture for the text of an article: a JPG or PNG under 1 MB; a larger one, a WebP or an AVIF is made to fit, and converted says how; gives the address to use in its HTML',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/material/permanent/api_uploadimage.html',
	effect: 'write',
	parallel: true,
	account: 'any',
	fields: [inputFile, uploadOptions],
	run: async (params, item) => {
		const fileName = String(params.options.fileName ?? '');
		const file = await readUpload(item, params.binaryPropertyName, ARTICLE_IMAGE_RULE, fileName);
		const answer = await item.connection.call(
			{ method: 'POST', path: '/cgi-bin/media/uploadimg', upload: file.upload },
			{ effect: 'write', promised: ['url'] },
		);
		return toItems(answer, { kind: 'one' }).map(({ json }) => ({ json: { ...json, ...conversionOf(file) } }));
	},
	sample: {
		params: { binaryPropertyName: 'data', options: { fileName: '插图1.png' } },
		inputFile: { fileName: 'picture.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' },
		request: {
			method: 'POST',
			path: '/cgi-bin/media/uploadimg',
			upload: {
				fieldName: 'media',
				fileName: '插图1.png',
				contentType: 'image/png',
				bytes: Buffer.from('iVBORw0KGgo=', 'base64'),
			},
		},
		response: { url: 'http://mmbiz.qpic.cn/sample/0', errcode: 0, errmsg: 'ok' },
	},
});
