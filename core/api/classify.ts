import { WechatApiError, IndeterminateResultError } from '../errors/WechatErrors';
import { fileNameOf } from './fileNameOf';
import { isRecord } from '../json/isRecord';
import { readJson } from '../json/readJson';
import { isWebPage } from './webPage';
import type { ApiAnswer, WireResponse } from './wire';

const OPENING_BRACE = 0x7b;
const OPENING_ANGLE = 0x3c;
const BOM = Buffer.from('efbbbf', 'hex');
const WHITE_SPACE: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n'));
const UTF8 = new TextDecoder('utf-8');

/**
 * Decides what an HTTP answer means. WeChat reports failures inside HTTP 200, so the body decides; any other status comes from a proxy or
 * gateway in between.
 *
 * @param response the answer
 * @param path the API path, for errors
 * @param expects `binary` accepts a file, and JSON too, since some media APIs answer JSON (video)
 * @throws WechatApiError for an `errcode` other than 0; IndeterminateResultError when the response is not WeChat's, such as a web page
 *   instead of JSON or a file
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/error_code.html
 */
export function classify(response: WireResponse, path: string, expects: 'json' | 'binary'): ApiAnswer {
	if (response.status < 200 || response.status > 299) {
		throw foreign(`the response was HTTP ${response.status} instead of WeChat's 200`, path);
	}
	if (isWebPage(response.body, response.headers['content-type'])) {
		const expected = expects === 'binary' ? 'a file' : 'JSON';
		throw foreign(`the response is a web page instead of ${expected} (${response.body.length} bytes)`, path);
	}
	// The content type does not decide: JSON may be declared as something else, and a file as JSON.
	if (expects === 'binary' && firstByte(response.body) !== OPENING_BRACE) return file(response, path);
	const data = readJson(UTF8.decode(response.body));
	if (isRecord(data)) {
		refuse(data, path);
		return { kind: 'json', data };
	}
	if (expects === 'binary') return file(response, path);
	const what =
		data === undefined ? describeBody(response.body) : 'is JSON, but not an object as WeChat sends it';
	throw new IndeterminateResultError('maybe-sent', `the response ${what}`, path);
}

/** In every answer that returns nothing but success or failure, and in many others. */
const RETURN_CODE = 'errcode';

/**
 * Refuses an answer without anything that WeChat's would contain: otherwise JSON from a proxy or gateway would make a write look
 * successful.
 *
 * @param answer that is not a refusal
 * @param promised documented properties, at least one of which must be there unless the answer has an `errcode`
 * @param path the API path, for errors
 * @returns the unchanged answer
 * @throws IndeterminateResultError when none of them is there
 */
export function requirePromised(answer: ApiAnswer, promised: readonly string[], path: string): ApiAnswer {
	if (answer.kind !== 'json') return answer;
	const { data } = answer;
	const has = (name: string) => data[name] !== undefined;
	if (has(RETURN_CODE) || promised.some(has)) return answer;
	// Some documented answers name the return code as well.
	const names = [...new Set([RETURN_CODE, ...promised])];
	throw foreign(`the response is JSON without ${names.join(', ')}, so it is not WeChat's`, path);
}

/** The error for an answer of a proxy or gateway instead of WeChat's. */
function foreign(reason: string, path: string): IndeterminateResultError {
	return new IndeterminateResultError('maybe-sent', reason, path, undefined, true);
}

/**
 * Throws if the answer is a refusal: an `errcode` that is neither 0 nor absent. Some gateways turn the number into text. The advertising
 * statistics (`/publisher/stat`) report it as `{"base_resp":{"ret":…,"err_msg":…}}`, which developers have also seen without the wrapper.
 */
function refuse(data: Readonly<Record<string, unknown>>, path: string): void {
	const envelope = isRecord(data.base_resp) ? data.base_resp : bareEnvelope(data);
	const errcode = Number(data.errcode ?? envelope.ret ?? 0);
	if (errcode === 0) return;
	if (!Number.isInteger(errcode))
		throw new IndeterminateResultError(
			'maybe-sent',
			'the response has an errcode that is not a number',
			path,
		);
	const text = data.errmsg ?? envelope.err_msg;
	const errmsg = typeof text === 'string' ? text.slice(0, MAX_ERRMSG) : '';
	const rid = /rid: ([0-9a-f-]+)/i.exec(errmsg)?.[1];
	throw new WechatApiError({ errcode, errmsg, path, rid, body: data });
}

/** Many times longer than any text of WeChat. It is searched and shown, and a proxy may have written it. */
const MAX_ERRMSG = 2_000;

/** The answer itself when it is that object without its wrapper: a bare `ret` may mean anything, but not together with `err_msg`. */
function bareEnvelope(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	return 'ret' in data && 'err_msg' in data ? data : {};
}

/** The first byte that matters: some gateways prepend a byte order mark or line breaks. */
function firstByte(body: Buffer): number | undefined {
	const start = body.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
	return body.subarray(start).find((byte) => !WHITE_SPACE.has(byte));
}

function file(response: WireResponse, path: string): ApiAnswer {
	if (response.body.length === 0)
		throw new IndeterminateResultError('maybe-sent', 'the response is an empty file', path);
	const fileName = fileNameOf(response.headers['content-disposition'] ?? '');
	const contentType = response.headers['content-type'] ?? 'application/octet-stream';
	return { kind: 'binary', bytes: response.body, contentType, ...(fileName ? { fileName } : {}) };
}

function describeBody(body: Buffer): string {
	if (body.length === 0) return 'is empty';
	if (firstByte(body) === OPENING_ANGLE) return `is XML instead of JSON (${body.length} bytes)`;
	return `is not JSON (${body.length} bytes, cut short or not from WeChat)`;
}
