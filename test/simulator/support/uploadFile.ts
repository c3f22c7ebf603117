import type { AccountApi } from './apiOf';
import type { Platform } from './platform';

/** What goes into a form. */
export interface FileForm {
	/** Name of the file's part; `media` when left out. */
	part?: string;
	/** Left out: the part has no filename. */
	fileName?: string;
	bytes: Buffer;
	/** Further text fields. */
	fields?: Record<string, string>;
}

const BOUNDARY = '----test7MA4YWxkTrZu0gW';

/** Posts a form with one file, written byte by byte, and parses the answer. */
export async function uploadFile(
	{ http }: Platform,
	{ token }: AccountApi,
	path: string,
	form: FileForm,
): Promise<Record<string, unknown>> {
	const answer = await http.post<string>(
		`${path}${path.includes('?') ? '&' : '?'}access_token=${token}`,
		writeForm(form),
		{ headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } },
	);
	return JSON.parse(answer.data) as Record<string, unknown>;
}

/** A file of this many bytes. */
export function fileOf(length: number): Buffer<ArrayBuffer> {
	return Buffer.alloc(length, 'x');
}

function writeForm({ part = 'media', fileName, bytes, fields = {} }: FileForm): Buffer {
	const named = fileName === undefined ? '' : `; filename="${fileName}"`;
	return Buffer.concat([
		...Object.entries(fields).map(([name, value]) =>
			Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
		),
		Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part}"${named}\r\n`),
		Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
		bytes,
		Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
	]);
}
