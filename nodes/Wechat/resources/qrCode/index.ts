import { defineResource } from '../../operation';
import { createQrCode } from './create';
import { downloadQrCode } from './downloadImage';

/** QR codes with a scene, which tells where they were scanned. */
export const qrCode = defineResource({
	value: 'qrCode',
	name: 'QR Code',
	chinese: '带参数二维码',
	operations: [createQrCode, downloadQrCode],
});
