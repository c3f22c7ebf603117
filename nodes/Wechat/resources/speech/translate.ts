import { required, withinBytes } from '../../../shared/textLimits';
import { defineOperation } from '../../operation';

const MAX_BYTES = 600;

/** Translates a text. */
export const translateText = defineOperation({
	option: {
		name: 'Translate',
		value: 'translate',
		chinese: '微信翻译',
		action: 'Translate text',
		description: 'Translate a text of up to 600 bytes between Chinese and English (微信翻译)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/openpoc/ai/api_translatecontent.html',
	effect: 'read',
	account: 'any',
	fields: [
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. 你好',
			description: `What is translated: up to ${MAX_BYTES} bytes, about 200 Chinese characters`,
		},
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Chinese to English', value: 'toEnglish' },
				{ name: 'English to Chinese', value: 'toChinese' },
			],
			default: 'toEnglish',
			description: 'From which language into which',
		},
	],
	request: (params) => {
		const [lfrom, lto] = params.direction === 'toChinese' ? ['en_US', 'zh_CN'] : ['zh_CN', 'en_US'];
		return {
			method: 'POST',
			path: '/cgi-bin/media/voice/translatecontent',
			query: { lfrom, lto },
			body: { content: withinBytes('Text', required('Text', params.content), MAX_BYTES) },
		};
	},
	output: { kind: 'one' },
	sample: {
		params: { content: '你好', direction: 'toEnglish' },
		request: {
			method: 'POST',
			path: '/cgi-bin/media/voice/translatecontent',
			query: { lfrom: 'zh_CN', lto: 'en_US' },
			body: { content: '你好' },
		},
		response: { errcode: 0, errmsg: 'ok', from_content: '你好', to_content: 'Hello' },
	},
});
