import type { ApiRequest, Upload } from './wire';

/**
 * Encodes form fields and a file as multipart/form-data in one buffer, so that its length is known and it can be sent again.
 *
 * File names are written as raw UTF-8: WeChat does not understand RFC 5987 names.
 *
 * @param parts the file, the form fields, or both
 * @param random returns 0 to 1, for the boundary
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export function encodeMultipart(
	{ upload, form = {} }: Pick<ApiRequest, 'upload' | 'form'>,
	random: () => number,
): { headers: Record<string, string>; body: Buffer } {
	const boundary = `wechat-mp-${Array.from({ length: 24 }, () => Math.floor(random() * 16).toString(16)).join('')}`;
	const fields = Object.entries(form).map(
		([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const body = Buffer.concat([
		Buffer.from(fields.join('')),
		...(upload ? filePart(upload, boundary) : []),
		Buffer.from(`--${boundary}--\r\n`),
	]);
	return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body };
}

function filePart(upload: Upload, boundary: string): Buffer[] {
	const head =
		`--${boundary}\r\nContent-Disposition: form-data; name="${upload.fieldName}"; filename="${quote(upload.fileName)}"\r\n` +
		`Content-Type: ${upload.contentType}\r\n\r\n`;
	return [Buffer.from(head), upload.bytes, Buffer.from('\r\n')];
}

/** A quote or line break in a file name would end the header early. */
function quote(fileName: string): string {
	return fileName.replace(/["\\]/g, '_').replace(/[\r\n]/g, ' ');
}
