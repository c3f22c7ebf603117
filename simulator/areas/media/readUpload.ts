import { ApiError } from '../../errors/ApiError';
import type { OpenCall } from '../Area';
import { FILE_RULES, MAX_UPLOAD_BYTES, type MediaType } from './fileRules';

/** An uploaded file with the other fields of its form. */
export interface Upload {
	/** As given, without folders. */
	fileName: string;
	/** In lower case, without dot; empty when there is none. */
	extension: string;
	bytes: Buffer;
	/** Value of a text field, or null. */
	field(name: string): string | null;
}

/**
 * Reads a `multipart/form-data` body with the file in one part.
 *
 * @param part its name, `media` when left out
 * @throws ApiError 41005 no form, no part of that name, no plain `filename` or no Content-Length; 44001 empty file; 45001 more than any
 *   kind of file may have
 */
export async function readUpload({ headers, raw }: OpenCall, part = 'media'): Promise<Upload> {
	const type = headers['content-type'] ?? '';
	if (headers['content-length'] === undefined) throw new ApiError(41005);
	const form = await parseForm(type, raw);
	const file = form.get(part);
	if (file === null || typeof file === 'string' || file.name === '') throw new ApiError(41005);
	if (file.size === 0) throw new ApiError(44001);
	if (file.size > MAX_UPLOAD_BYTES) throw new ApiError(45001);
	const fileName = file.name.split(/[\\/]/).at(-1) ?? '';
	return {
		fileName,
		extension: /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '',
		bytes: Buffer.from(await file.arrayBuffer()),
		field(name) {
			const value = form.get(name);
			return typeof value === 'string' ? value : null;
		},
	};
}

/** @returns the value of a text field of a `multipart/form-data` body, or null */
export async function readTextField({ headers, raw }: OpenCall, name: string): Promise<string | null> {
	const type = headers['content-type'] ?? '';
	if (!type.startsWith('multipart/')) return null;
	const value = (await parseForm(type, raw)).get(name);
	return typeof value === 'string' ? value : null;
}

/**
 * Checks that a file fits its kind.
 *
 * @throws ApiError 40005 extension; 40009, 40010, 40011 or 40012 size
 */
export function checkFile(upload: Upload, type: MediaType, life: 'temporary' | 'permanent'): void {
	const rule = FILE_RULES[type];
	if (!rule[life].includes(upload.extension)) throw new ApiError(40005);
	if (upload.bytes.length > rule.maxBytes) throw new ApiError(rule.tooLarge);
}

async function parseForm(type: string, raw: Buffer): Promise<FormData> {
	try {
		return await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
	} catch {
		throw new ApiError(41005);
	}
}
