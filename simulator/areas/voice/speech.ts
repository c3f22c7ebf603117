import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { AccountCall } from '../Area';
import { isRecord } from '../../isRecord';
import { readUpload } from '../media/readUpload';

const MAX_BYTES = 1024 * 1024;
const MAX_TEXT_BYTES = 600;
/** How long a recording can be queried. */
const LIFE_MS = 10_000;
const LANGUAGES = ['zh_CN', 'en_US'];
const HEARD = '今天天气怎么样';

/** Data of the voice area about an account. */
export const voiceData = accountSlot('voice', () => ({
	/** Moments of upload by voice_id. */
	recordings: new Map<string, number>(),
	heard: HEARD,
}));

/**
 * `addvoicetorecofortext`: a recording to be turned into text.
 *
 * @throws ApiError 40035 query, what uploads require, 40005 no mp3, 40010 more than 1 MB
 */
export async function addRecording(call: AccountCall): Promise<void> {
	const { query, account, world } = call;
	const id = readQuery(query);
	if (query.get('format') !== 'mp3') throw new ApiError(40035);
	const { extension, bytes } = await readUpload(call);
	if (extension !== 'mp3') throw new ApiError(40005);
	if (bytes.length > MAX_BYTES) throw new ApiError(40010);
	voiceData(account).recordings.set(id, world.clock.now());
}

/** `queryrecoresultfortext`: the recognized text; empty when there is no recording, or it is too old. @throws ApiError 40035 */
export function recognize(account: Account, query: URLSearchParams, nowMs: number): JsonObject {
	const { recordings, heard } = voiceData(account);
	const atMs = recordings.get(readQuery(query));
	return { result: atMs !== undefined && nowMs - atMs <= LIFE_MS ? heard : '' };
}

/**
 * `translatecontent`: the text with the target language in front; nothing is translated.
 *
 * @throws ApiError 40035 languages, no text, or more than 600 bytes
 */
export function translate(query: URLSearchParams, raw: Buffer): JsonObject {
	const [from, to] = [query.get('lfrom') ?? '', query.get('lto') ?? ''];
	if (!LANGUAGES.includes(from) || !LANGUAGES.includes(to)) throw new ApiError(40035);
	const text = textOf(raw);
	if (text === '' || Buffer.byteLength(text) > MAX_TEXT_BYTES) throw new ApiError(40035);
	return { from_content: text, to_content: `[${to}] ${text}` };
}

function readQuery(query: URLSearchParams): string {
	const id = query.get('voice_id') ?? '';
	if (id === '' || !LANGUAGES.includes(query.get('lang') ?? 'zh_CN')) throw new ApiError(40035);
	return id;
}

function textOf(raw: Buffer): string {
	const text = raw.toString('utf8');
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) && typeof value.content === 'string' ? value.content : text;
	} catch {
		return text;
	}
}
