import { InvalidInputError, IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import { identifyFile } from '../../../shared/mediaFormat';
import { refuseText } from '../../../shared/binaryFiles';
import { fetchPage, mpHost } from '../../../shared/fetchPage';
import type { ItemContext } from '../../../shared/itemContexts';

/** The path of QR code images on the mp host. */
const QR_CODE_IMAGE_PATH = '/cgi-bin/showqrcode';

/**
 * Downloads the picture of a QR code.
 *
 * @param item context of the current item
 * @param ticket from the creation of the code
 * @returns bytes, content type and a file name
 * @throws InvalidInputError when the ticket is unknown or expired, IndeterminateResultError when the answer is not a picture
 * @see https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html
 */
export async function qrCodeImage(
	item: ItemContext,
	ticket: string,
): Promise<{ bytes: Buffer; contentType: string; fileName: string }> {
	const missing = new InvalidInputError(
		'Ticket',
		'is unknown to WeChat or has expired',
		'Create the QR code again.',
	);
	const url = `${await mpHost(item)}${QR_CODE_IMAGE_PATH}?ticket=${encodeURIComponent(ticket)}`;
	const answer = refuseText(await fetchPage(item, url, missing), QR_CODE_IMAGE_PATH);
	if (answer.kind !== 'binary' || !isPicture(answer)) {
		throw new IndeterminateResultError('maybe-sent', 'the response is not an image', QR_CODE_IMAGE_PATH);
	}
	return { ...answer, fileName: answer.fileName ?? 'qrcode' };
}

function isPicture(file: { bytes: Buffer; contentType: string }): boolean {
	return identifyFile({ ...file, fileName: '' }).contentType.startsWith('image/');
}
