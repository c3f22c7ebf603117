import { defineOperation } from '../../operation';
import { libraryTitle, readTitleId } from './libraryTitle';

/** Gets the keywords that a template of the library may consist of. */
export const getSubscriptionKeywords = defineOperation({
	option: {
		name: 'Get Template Keywords',
		value: 'getKeywords',
		chinese: '获取模板中的关键词',
		action: 'Get keywords of template title',
		description:
			'List the keywords of a template of the public library, with the keyword ID (kid) that Add Template needs, and an example',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getpubnewtemplatekeywords.html',
	effect: 'read',
	account: 'certified service account',
	fields: [libraryTitle],
	request: (params) => ({
		method: 'GET',
		path: '/wxaapi/newtmpl/getpubtemplatekeywords',
		query: { tid: String(readTitleId(params.tid)) },
	}),
	output: { kind: 'list', path: 'data' },
	hints: { 200014: 'The library has no template with this title ID. Use Get Template Titles.' },
	sample: {
		params: { tid: '99' },
		request: { method: 'GET', path: '/wxaapi/newtmpl/getpubtemplatekeywords', query: { tid: '99' } },
		response: {
			errcode: 0,
			errmsg: 'ok',
			count: 1,
			data: [{ kid: 1, name: '物品名称', example: '名称', rule: 'thing' }],
		},
	},
});
