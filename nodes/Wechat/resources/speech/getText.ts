import { defineOperation } from '../../operation';
import { readVoiceId, spokenLanguage, voiceId } from './voice';

/** Gets the text of a recording. */
export const getVoiceText = defineOperation({
	option: {
		name: 'Get Text',
		value: 'getText',
		chinese: '获取语音识别结果',
		action: 'Get text of uploaded voice',
		description:
			'Get the words of a recording that was uploaded within the last 10 seconds. Developers report that WeChat has answered with system errors since November 2023; the nodes of n8n for speech to text are the safer choice.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ai/api_queryrecoresultfortext.html',
	effect: 'read',
	account: 'any',
	fields: [{ ...voiceId, required: true }, spokenLanguage],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/media/voice/queryrecoresultfortext',
		query: { voice_id: readVoiceId(params.voiceId), lang: params.spokenLanguage },
	}),
	output: { kind: 'one' },
	sample: {
		params: { voiceId: 'sample-voice-1', spokenLanguage: 'zh_CN' },
		request: {
			method: 'POST',
			path: '/cgi-bin/media/voice/queryrecoresultfortext',
			query: { voice_id: 'sample-voice-1', lang: 'zh_CN' },
		},
		response: { errcode: 0, errmsg: 'ok', result: '你好' },
	},
});
