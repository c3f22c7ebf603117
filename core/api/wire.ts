/**
 * More than any documented answer other than a file: twenty drafts of eight articles with 20,000 characters each, all of them escaped, take
 * 19 MB.
 */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * More than any documented answer to a write, which takes some hundred bytes, and than any answer with a token. Sends run concurrently, so
 * their answers are in memory together.
 */
export const MAX_SHORT_ANSWER_BYTES = 1024 * 1024;

/** One complete HTTP request; the host only has to transmit it. */
export interface WireRequest {
	/** The API path without query, to name the request in errors, since the URL may contain a token. */
	path: string;
	method: 'GET' | 'POST';
	/** Absolute, with the query string. It may contain a token: never log it. */
	url: string;
	headers: Readonly<Record<string, string>>;
	/** Text in UTF-8, or bytes of a multipart upload. */
	body?: string | Buffer;
	timeoutMs: number;
	/** Maximum size of the answer in bytes after decompression. */
	maxBytes: number;
	/** What to do with a longer answer: refuse it (default), or cut it there. */
	whenLonger?: 'refuse' | 'cut';
	/** What the answer should be; a file that is too large is the user's mistake, not a lost answer. */
	expects?: 'json' | 'binary';
}

/** One HTTP answer of any status. */
export interface WireResponse {
	status: number;
	/** As Node.js gives them: lower-case names, each with a text (except `set-cookie`, which is not read here). */
	headers: Readonly<Record<string, string>>;
	body: Buffer;
}

/** Everything that `core/api` needs from outside: network, clock and randomness. */
export interface ApiPorts {
	/**
	 * Sends one request.
	 *
	 * @throws IndeterminateResultError when no answer came or the answer is longer than `maxBytes`. It says in one sentence, without secrets
	 *   and error constants, why, and whether the request may have arrived. InvalidInputError when the answer that is too long is a file
	 */
	send(request: WireRequest): Promise<WireResponse>;
	/** Unix time in milliseconds. */
	now(): number;
	/** Waits that many milliseconds; may reject to end the work early. */
	sleep(milliseconds: number): Promise<void>;
	/** A number from 0 to 1, for jitter. */
	random(): number;
	/** Waits for work shared with others; may reject to end the wait early, without ending the work. */
	share<T>(work: Promise<T>): Promise<T>;
}

/** Where WeChat's API is and how long to wait for it. */
export interface ApiHost {
	/** E.g. `https://api.weixin.qq.com`, without a trailing slash. */
	baseUrl: string;
	timeoutMs: number;
}

/** One API call, before token and host are added. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** E.g. `/cgi-bin/user/info`. */
	path: string;
	/** Undefined entries are left out. */
	query?: Readonly<Record<string, string | number | boolean | undefined>>;
	/** Sent as raw UTF-8 JSON; undefined entries are left out. */
	body?: Readonly<Record<string, unknown>>;
	/** Sent as multipart/form-data instead of `body`. */
	upload?: Upload;
	/** Text fields of multipart/form-data, beside `upload` or alone. */
	form?: Readonly<Record<string, string>>;
	/** `account`: the account's access token (default) · `app`: AppID and AppSecret, as `/sns/oauth2` wants · `none`. */
	auth?: 'account' | 'app' | 'none';
	/** What a successful answer is: JSON (default) or a file. */
	expects?: 'json' | 'binary';
}

/** A file to upload. */
export interface Upload {
	/** The form field of the file, `media` on almost every API. */
	fieldName: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
}

/** A successful answer. */
export type ApiAnswer =
	| { kind: 'json'; data: Readonly<Record<string, unknown>> }
	| { kind: 'binary'; bytes: Buffer; contentType: string; fileName?: string };
