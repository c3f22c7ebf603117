import { readId } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';

/** Gets the text of a short key. */
export const getShortKey = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '还原短key',
		action: 'Get text of short key',
		description: 'Get the text that is kept under a short key, and how many seconds are left',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/shorten/api_fetchshorten.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Short Key',
			name: 'shortKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. XEldMWnCDUbKoN0',
			description: 'The short_key that creating it gave; upper and lower case matter',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/shorten/fetch',
		body: { short_key: readId('Short Key', params.shortKey) },
	}),
	output: { kind: 'one' },
	echo: ['short_key'],
	hints: {
		9410012:
			'This account has no such key: it was mistyped (mind the case), has expired, or belongs to another account. Copy it again, or make a new one with Short Key → Create.',
	},
	sample: {
		params: { shortKey: 'SAMPLEshortkey1' },
		request: { method: 'POST', path: '/cgi-bin/shorten/fetch', body: { short_key: 'SAMPLEshortkey1' } },
		response: {
			errcode: 0,
			errmsg: 'ok',
			long_data: 'https://example.com/?id=1',
			create_time: 1760000000,
			expire_seconds: 86000,
		},
	},
});
