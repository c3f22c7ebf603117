/**
 * Longer than any documented answer that is no file: twenty drafts of eight articles with 20 000 characters each, all of them
 * escaped, have 19 MB.
 */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Longer than any documented answer to a write, which has some hundred bytes, and than a token with what is around it. Sends are
 * made side by side, so that their answers are in memory together.
 */
export const MAX_SHORT_ANSWER_BYTES = 1024 * 1024;

/** One HTTP request, complete: the host only has to carry it. */
export interface WireRequest {
	/** Names it in errors, since the URL may carry a token: the API path without query. */
	path: string;
	method: 'GET' | 'POST';
	/** Absolute, with the query string. It may carry a token: never log it. */
	url: string;
	headers: Readonly<Record<string, string>>;
	/** Text in UTF-8, or bytes of a multipart upload. */
	body?: string | Buffer;
	timeoutMs: number;
	/** Most bytes of the answer, counted after decompression. */
	maxBytes: number;
	/** What is done with a longer answer: refused (default), or cut there. */
	whenLonger?: 'refuse' | 'cut';
	/** What it should be: a file that is too large was somebody's choice. */
	expects?: 'json' | 'binary';
}

/** One HTTP answer of any status. */
export interface WireResponse {
	status: number;
	/** As Node.js gives them: lower-case names, each with a text (only `set-cookie`, which nobody reads here, has a list). */
	headers: Readonly<Record<string, string>>;
	body: Buffer;
}

/** The world outside `core/api`: network, clock and chance come in through here. */
export interface ApiPorts {
	/**
	 * Carries one request.
	 *
	 * @throws IndeterminateResultError when no answer came, saying in one sentence without secrets and error constants why and
	 *   whether the request may have arrived, also when the answer is longer than `maxBytes`; InvalidInputError when that is a file
	 */
	send(request: WireRequest): Promise<WireResponse>;
	/** Unix time in milliseconds. */
	now(): number;
	/** Waits that many milliseconds; may reject to end the work early. */
	sleep(milliseconds: number): Promise<void>;
	/** A number from 0 to 1, for jitter. */
	random(): number;
	/** Waits for work that others share; may reject to end the wait early, without ending the work. */
	share<T>(work: Promise<T>): Promise<T>;
}

/** Where the platform is and how long to wait for it. */
export interface ApiHost {
	/** E.g. `https://api.weixin.qq.com`, without a final slash. */
	baseUrl: string;
	timeoutMs: number;
}

/** One call of the platform's API, before token and host are added. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** E.g. `/cgi-bin/user/info`. */
	path: string;
	/** Entries that are undefined are left out. */
	query?: Readonly<Record<string, string | number | boolean | undefined>>;
	/** Sent as raw UTF-8 JSON; entries that are undefined are left out. */
	body?: Readonly<Record<string, unknown>>;
	/** Sent as multipart/form-data instead of `body`. */
	upload?: Upload;
	/** `account`: the account's access token (default) · `app`: AppID and AppSecret, as `/sns/oauth2` wants · `none`. */
	auth?: 'account' | 'app' | 'none';
	/** What a successful answer is: JSON (default) or a file. */
	expects?: 'json' | 'binary';
}

/** A file to upload, with the form fields that go beside it. */
export interface Upload {
	/** The form field of the file, `media` on almost every API. */
	fieldName: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
	fields?: Readonly<Record<string, string>>;
}

/** A successful answer. */
export type ApiAnswer =
	| { kind: 'json'; data: Readonly<Record<string, unknown>> }
	| { kind: 'binary'; bytes: Buffer; contentType: string; fileName?: string };
