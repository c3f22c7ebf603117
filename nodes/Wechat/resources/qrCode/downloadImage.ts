import { readId } from '../../../shared/typedValues';
import { outputFile } from '../../fields/files';
import { qrCodeImage } from './qrCodeImage';
import { fileItem } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';

/** Downloads the picture of a QR code. */
export const downloadQrCode = defineOperation({
	option: {
		name: 'Download Image',
		value: 'downloadImage',
		chinese: '下载二维码图片',
		action: 'Download image of QR code',
		description: 'Download the picture of a QR code that was created before',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Ticket',
			name: 'ticket',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. gQFy8DwAAAAAAAAAAS5odHRwOi8vd2VpeGluLnFxLmNvbS9x',
			description: 'The ticket that Create gave',
		},
		outputFile,
	],
	run: async (params, item) => {
		const ticket = readId('Ticket', params.ticket);
		return [await fileItem(item, params.outputField, await qrCodeImage(item, ticket), { ticket })];
	},
	sample: {
		params: { ticket: 'gQSAMPLEticket000000000000000000000000000001', outputField: 'data' },
		request: {
			method: 'GET',
			path: '/cgi-bin/showqrcode',
			query: { ticket: 'gQSAMPLEticket000000000000000000000000000001' },
			auth: 'none',
			expects: 'binary',
		},
		response: {
			ticket: 'gQSAMPLEticket000000000000000000000000000001',
			fileName: 'qrcode.jpg',
			mimeType: 'image/jpeg',
			fileSize: 4,
		},
		answerFile: { fileName: 'qrcode.jpg', contentType: 'image/jpeg', base64: '/9j/4A==' },
	},
});
