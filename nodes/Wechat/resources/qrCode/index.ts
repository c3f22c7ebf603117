import { defineResource } from '../../operation';
import { createQrCode } from './create';
import { downloadQrCode } from './downloadImage';

/** QR codes that tell where they were scanned. */
export const qrCode = defineResource({
	value: 'qrCode',
	name: 'QR Code',
	chinese: '带参数二维码',
	operations: [createQrCode, downloadQrCode],
});
