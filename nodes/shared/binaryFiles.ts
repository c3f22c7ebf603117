import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import type { ApiAnswer, ApiRequest } from '../../core/api/wire';
import { acceptedFile } from './acceptedFile';
import { identifyFile, detectFormat } from './mediaFormat';
import { checkFileSize, MAX_MEDIA_BYTES, maxSourceBytes, type MediaRule } from './mediaRules';
import { type PreparedFile, prepareInTurn } from './temporaryMedia';
import { withinTime } from '../transport/withinTime';
import type { ItemContext } from './itemContexts';

/** What WeChat's JSON instead of a file holds, at least one of these: that of a video or of articles. */
const IN_JSON = ['video_url', 'down_url', 'title', 'news_item'];
/** Truncated JSON, or what a file host answers instead of a file. */
const NO_FILE = /^\s*(\{|<\?xml)/i;
const SAMPLE_BYTES = 512;
const FIRST_LETTER = 0x20;
/** Long enough for the largest file and a slow storage. */
const STORING_MS = 60_000;
/** Control characters that occur in text. */
const LAYOUT: ReadonlySet<number> = new Set(Buffer.from('\t\n\f\r'));
const UTF16_MARKS = ['fffe', 'feff'];

/**
 * Reads the file to upload from the input item and checks it before anything is sent; a picture is converted where its rule says so.
 *
 * @param item context of the current item
 * @param field name of its binary field
 * @param rule size and formats that WeChat accepts
 * @param fileName replaces the file's own name unless empty
 * @throws InvalidInputError naming limit or formats, or when it cannot be converted; n8n's own error when there is no such file
 */
export async function readUpload(
	item: ItemContext,
	field: string,
	rule: MediaRule,
	fileName: string,
): Promise<PreparedFile> {
	const { bytes, name } = await readFile(item, field, maxSourceBytes(rule));
	return await prepareInTurn(acceptedFile(bytes, fileName || name, rule));
}

/**
 * Reads a file of the input item.
 *
 * @param item context of the current item
 * @param field name of its binary field
 * @param maxBytes maximum size
 * @throws InvalidInputError when it is empty or larger; n8n's own error when there is no such file
 */
export async function readFile(
	item: ItemContext,
	field: string,
	maxBytes: number,
): Promise<{ bytes: Buffer; name: string }> {
	const { helpers } = item.n8n;
	const binary = helpers.assertBinaryData(item.itemIndex, field);
	if (typeof binary.bytes === 'number') checkFileSize(binary.bytes, { maxBytes });
	const bytes = await helpers.getBinaryDataBuffer(item.itemIndex, field);
	checkFileSize(bytes.length, { maxBytes });
	return { bytes, name: nameOf(binary) };
}

/**
 * Downloads a media file.
 *
 * @param item context of the current item
 * @param request which file
 * @param maxBytes WeChat's limit for such files
 * @returns the answer; an error from WeChat is thrown, never returned as a file
 * @throws IndeterminateResultError when WeChat answers text instead of the file; InvalidInputError when the file is too large
 */
export async function download(
	item: ItemContext,
	request: ApiRequest,
	maxBytes: number = MAX_MEDIA_BYTES,
): Promise<ApiAnswer> {
	const { connection } = item;
	return refuseText(
		await connection.call({ ...request, expects: 'binary' }, { effect: 'read', maxBytes, promised: IN_JSON }),
		request.path,
	);
}

/**
 * Refuses XML or truncated JSON instead of a file of any kind; web pages are already refused for every API call.
 *
 * @param answer that should be a file
 * @param path of the API, for the error
 * @param effect of the call, for the error
 * @returns the unchanged answer
 * @throws IndeterminateResultError when it is XML or truncated JSON
 */
export function refuseFragment(
	answer: ApiAnswer,
	path: string,
	effect: 'read' | 'write' = 'read',
): ApiAnswer {
	if (answer.kind === 'binary' && NO_FILE.test(answer.bytes.subarray(0, SAMPLE_BYTES).toString('utf8'))) {
		throw textInstead(path, effect);
	}
	return answer;
}

/**
 * Refuses any text instead of an image, voice or video, whatever its declared type.
 *
 * @param answer that should be such a file; JSON is left to the caller
 * @param path of the API or file, for the error
 * @returns the unchanged answer
 * @throws IndeterminateResultError when it is text
 */
export function refuseText(answer: ApiAnswer, path: string): ApiAnswer {
	if (answer.kind === 'binary' && isText(answer)) throw textInstead(path);
	return answer;
}

/** Some formats begin with letters only, and some hosts declare every file as text, so both must agree. */
function isText({ bytes, contentType }: { bytes: Buffer; contentType: string }): boolean {
	const isDeclared = /^text\//i.test(contentType);
	if (detectFormat(bytes)) return isDeclared && isLegible(bytes);
	return isDeclared || isLegible(bytes);
}

function isLegible(bytes: Buffer): boolean {
	if (UTF16_MARKS.includes(bytes.subarray(0, 2).toString('hex'))) return true;
	return bytes.subarray(0, SAMPLE_BYTES).every((byte) => byte >= FIRST_LETTER || LAYOUT.has(byte));
}

function textInstead(path: string, effect: 'read' | 'write' = 'read'): IndeterminateResultError {
	const attempts = { effect, deduplicated: false, made: 1, open: 1 };
	return new IndeterminateResultError('maybe-sent', 'the response is text instead of a file', path, attempts);
}

/**
 * Makes an output item from a downloaded file.
 *
 * @param item context of the current item
 * @param field name of the binary field in the output
 * @param file the bytes and their declared type and name; the content decides the type and the extension
 * @param json of the item
 */
export async function fileItem(
	item: ItemContext,
	field: string,
	file: { bytes: Buffer; contentType: string; fileName?: string },
	json: IDataObject,
): Promise<INodeExecutionData> {
	const { contentType, fileName } = identifyFile({ ...file, fileName: cleanFileName(file.fileName ?? '') });
	const data = await storeFile(item, file.bytes, fileName, contentType);
	return {
		json: { ...json, fileName: data.fileName, mimeType: data.mimeType, fileSize: file.bytes.length },
		binary: { [field]: data },
	};
}

/**
 * Stores a file in n8n.
 *
 * @param item context of the current item
 * @returns binary data of an output item
 * @throws what n8n throws; SilentHost when it does not store the file in time
 */
export async function storeFile(
	{ n8n }: ItemContext,
	bytes: Buffer,
	fileName: string,
	contentType: string,
): Promise<IBinaryData> {
	return await withinTime(
		STORING_MS,
		{ undone: 'n8n has not stored the file', part: 'storage for binary data' },
		n8n.helpers.prepareBinaryData(bytes, fileName, contentType),
	);
}

/**
 * Removes folders and control characters from the name of a file received from outside.
 *
 * @param fileName as received
 * @returns the bare name; `file` when nothing is left
 * @internal
 */
export function cleanFileName(fileName: string): string {
	const withoutFolders = fileName.split(/[\\/]/).pop() ?? '';
	return (
		[...withoutFolders]
			.filter((character) => character >= ' ')
			.join('')
			.trim() || 'file'
	);
}

function nameOf({ fileName, fileExtension }: IBinaryData): string {
	return fileName || (fileExtension ? `file.${fileExtension}` : 'file');
}
