import { readUpload } from '../../../shared/binaryFiles';
import type { MediaRule } from '../../../shared/mediaRules';
import { inputFile } from '../../fields/files';
import { defineOperation } from '../../operation';
import { readVoiceId, spokenLanguage, voiceId } from './voice';

const RULE: MediaRule = { maxBytes: 1024 * 1024, formats: ['mp3'] };

/** Uploads a recording to be transcribed. */
export const uploadVoice = defineOperation({
	option: {
		name: 'Upload Voice',
		value: 'uploadVoice',
		chinese: '提交语音识别',
		action: 'Upload voice for recognition',
		description:
			'Upload a recording to have it transcribed (语音识别): an MP3 of 16 kHz, mono, up to 1 MB; Get Text within 10 seconds gives the words. Developers report that WeChat has answered with system errors since November 2023; the nodes of n8n for speech to text are the safer choice.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ai/api_addvoicetorecofortext.html',
	effect: 'write',
	parallel: true,
	account: 'any',
	fields: [
		inputFile,
		{
			...voiceId,
			description: 'Your own name for the recording: letters, digits, - and _. Leave empty to derive one.',
		},
		spokenLanguage,
	],
	run: async (params, item) => {
		const voice_id = params.voiceId === '' ? item.sendId : readVoiceId(params.voiceId);
		const { upload } = await readUpload(item, params.binaryPropertyName, RULE, '');
		const query = { format: 'mp3', voice_id, lang: params.spokenLanguage };
		await item.connection.call(
			{ method: 'POST', path: '/cgi-bin/media/voice/addvoicetorecofortext', query, upload },
			{ effect: 'write' },
		);
		return [{ json: { voice_id, success: true } }];
	},
	hints: { 40010: 'The recording is too long or larger than 1 MB. Shorten it.' },
	sample: {
		params: { binaryPropertyName: 'data', voiceId: 'sample-voice-1', spokenLanguage: 'zh_CN' },
		inputFile: { fileName: 'voice.mp3', contentType: 'audio/mpeg', base64: 'SUQzBAAAAAAAAA==' },
		request: {
			method: 'POST',
			path: '/cgi-bin/media/voice/addvoicetorecofortext',
			query: { format: 'mp3', voice_id: 'sample-voice-1', lang: 'zh_CN' },
			upload: {
				fieldName: 'media',
				fileName: 'voice.mp3',
				contentType: 'audio/mpeg',
				bytes: Buffer.from('SUQzBAAAAAAAAA==', 'base64'),
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
