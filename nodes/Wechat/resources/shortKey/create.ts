import { readAll } from '../../../../core/errors/readAll';
import { required, withinBytes } from '../../../shared/textLimits';
import { wholeNumber } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';

const MAX_BYTES = 4096;
const MAX_SECONDS = 2_592_000;

/** Creates a short key for a long text. */
export const createShortKey = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		chinese: '生成短key',
		action: 'Create short key',
		description:
			'Keep a text of up to 4 KB with WeChat for up to 30 days and get a short key for it (短key托管), short enough for the scene of a QR code',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/shorten/api_genshortkey.html',
	effect: 'write',
	parallel: true,
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Text',
			name: 'longData',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/?ID=1',
			description: `What is kept: any text of up to ${MAX_BYTES} bytes, e.g. a long address or the data of an order`,
		},
		{
			displayName: 'Expires After (Seconds)',
			name: 'expireSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_SECONDS },
			default: MAX_SECONDS,
			description: 'How long the key can be used, up to 2592000, which is 30 days',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/shorten/gen',
		body: readAll({
			long_data: () => withinBytes('Text', required('Text', params.longData), MAX_BYTES),
			expire_seconds: () => wholeNumber('Expires After (Seconds)', params.expireSeconds, 1, MAX_SECONDS),
		}),
	}),
	output: { kind: 'one' },
	echo: ['expire_seconds'],
	sample: {
		params: { longData: 'https://example.com/?id=1', expireSeconds: 86400 },
		request: {
			method: 'POST',
			path: '/cgi-bin/shorten/gen',
			body: { long_data: 'https://example.com/?id=1', expire_seconds: 86400 },
		},
		response: { errcode: 0, errmsg: 'ok', short_key: 'SAMPLEshortkey1' },
	},
});
