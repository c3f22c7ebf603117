import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, WechatApiError } from '../../../core/errors/WechatErrors';
import { acceptedFile } from '../../shared/acceptedFile';
import { readFile, refuseText } from '../../shared/binaryFiles';
import { fetchPage } from '../../shared/fetchPage';
import type { ItemContext } from '../../shared/itemContexts';
import {
	checkFileSize,
	MAX_MEDIA_BYTES,
	maxSourceBytes,
	readableSize,
	TEMPORARY_RULES,
} from '../../shared/mediaRules';
import { forgetTemporary, type MessageFile, uploadTemporary } from '../../shared/temporaryMedia';
import { thumbnailOf } from '../../shared/thumbnail';
import { webAddress } from '../../shared/webAddress';
import type { MediaSource } from '../operation';

/** Placeholder for an id that is not known yet, while the rest of a message is checked. */
const PENDING = 'PENDING-media-id';
const MEDIA_ID_UNKNOWN = 40007;

/** A message with files to upload. */
export interface WithMedia<T> {
	sources: readonly MediaSource[];
	/** Throws for anything else that is wrong with the message; the files have placeholder ids. */
	check: (params: IDataObject) => unknown;
	/** Sends the message. */
	send: (params: IDataObject) => Promise<T>;
}

/**
 * Sends a message with files from the input item or the web: everything is checked, then the files are uploaded, each once, then the
 * message is sent.
 *
 * @param item context of the current item
 * @param params values of the operation's fields; used unchanged when there are no files to upload
 * @returns the result of `send`
 * @throws InvalidInputError before anything is sent, and what the calls throw
 */
export async function sendWithMedia<T>(
	item: ItemContext,
	params: IDataObject,
	{ sources, check, send }: WithMedia<T>,
): Promise<T> {
	const wanted = toUpload(params, sources);
	if (wanted.length === 0) return await send(params);
	check(withPending(params, sources));
	const files: [MediaSource, MessageFile][] = [];
	for (const source of wanted) files.push([source, await fileOf(item, params, source)]);
	const ids: Record<string, string> = {};
	const keys: string[] = [];
	for (const [{ id, kind }, file] of files) {
		const { mediaId, key } = await uploadTemporary(item.connection, kind, file);
		ids[id] = mediaId;
		keys.push(key);
	}
	return await send(withIds(params, ids)).catch(forgetUnknown(keys));
}

/**
 * Forgets files that WeChat no longer has, so that the next message uploads them again.
 *
 * @param keys of the files of a message
 * @returns a handler that throws the message's failure again
 */
export function forgetUnknown(keys: readonly string[]) {
	return (error: unknown): never => {
		if (error instanceof WechatApiError && error.refusal.errcode === MEDIA_ID_UNKNOWN)
			keys.forEach(forgetTemporary);
		throw error;
	};
}

/**
 * Fills in placeholder ids for files that are not uploaded yet, so that the rest of a message can be checked.
 *
 * @param params values of the operation's fields
 * @param sources fields that specify the files
 */
export function withPending(params: IDataObject, sources: readonly MediaSource[]): IDataObject {
	return withIds(params, Object.fromEntries(toUpload(params, sources).map(({ id }) => [id, PENDING])));
}

/** Thumbnails first: making one may fail. */
function toUpload(params: IDataObject, sources: readonly MediaSource[]): MediaSource[] {
	return sources
		.filter(({ from }) => params[from] === 'file' || params[from] === 'url')
		.sort((a, b) => Number(b.kind === 'thumb') - Number(a.kind === 'thumb'));
}

/** Copies without reading, since values that their fields cannot hold throw when they are read. */
function withIds(params: IDataObject, ids: Readonly<Record<string, string>>): IDataObject {
	const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(params)) as IDataObject;
	for (const [name, value] of Object.entries(ids))
		Object.defineProperty(copy, name, { value, enumerable: true, configurable: true });
	return copy;
}

async function fileOf(item: ItemContext, params: IDataObject, source: MediaSource): Promise<MessageFile> {
	const { kind, from, file, url, label } = source;
	const maxBytes = maxSourceBytes(TEMPORARY_RULES[kind]);
	// An expression may return the file itself, which n8n accepts instead of a field name.
	const { bytes, name } =
		params[from] === 'file'
			? await readFile(item, params[file] as string, maxBytes)
			: await fetchFile(item, label === '' ? 'File URL' : `${label} URL`, params[url], maxBytes);
	return kind === 'thumb' ? thumbnailOf(bytes, name) : acceptedFile(bytes, name, TEMPORARY_RULES[kind]);
}

async function fetchFile(
	item: ItemContext,
	field: string,
	url: unknown,
	maxBytes: number,
): Promise<{ bytes: Buffer; name: string }> {
	const address = webAddress(field, String(url ?? ''));
	const missing = new InvalidInputError(
		field,
		'leads to nothing: the host says so, or redirects endlessly or into a local network',
		'Open the address in a browser, and give the one that shows the file.',
	);
	const page = new InvalidInputError(
		field,
		'leads to a web page instead of a file',
		'Open the address in a browser, and give the one that shows the file alone. If this address does, a proxy or the sign-in page of a network has answered n8n in its place.',
	);
	const { pathname } = new URL(address);
	const most = Math.max(maxBytes, MAX_MEDIA_BYTES);
	const tooLong = new InvalidInputError(
		field,
		`leads to a file of more than ${readableSize(most)}`,
		'Give a smaller one.',
	);
	const limits = { maxBytes: most, page, tooLong };
	const answer = refuseText(await fetchPage(item, address, missing, limits), pathname);
	if (answer.kind !== 'binary')
		throw new InvalidInputError(field, 'leads to JSON instead of a file', 'Give the address of the file.');
	checkFileSize(answer.bytes.length, { maxBytes });
	return { bytes: answer.bytes, name: answer.fileName ?? pathname.split('/').pop() ?? '' };
}
