import { TOKEN_SERVICE } from '../errors/tokenPaths';
import { IndeterminateResultError } from '../errors/WechatErrors';
import { readJson } from '../json/readJson';

/** The answer of a token service; the lifetime may be missing. */
export interface ServiceToken {
	access_token: string;
	/** Seconds. */
	expires_in?: unknown;
}

/** Names of the token where no path is given; the first one found is used. */
const TOKEN_NAMES = ['access_token', 'accessToken', 'token'];
const TIME_NAMES = ['expires_in', 'expiresIn'];
/** The form of bearer tokens (RFC 6750): no quotes, spaces, brackets, HTML or JSON characters, and no `name=` prefix. */
const TOKEN_CHARACTERS = /^[\w.~+/-]+=*$/;
const SHORTEST = 16;
/** WeChat's documentation asks for 512 characters of storage. */
const LONGEST = 1024;
/** Plain text has no name that says what it is; a status such as `service_unavailable` is shorter or has no digit. */
const SHORTEST_BARE = 30;
const LONGEST_ANSWER = 65_536;
const DEEPEST_HINT = 4;

/**
 * Finds the token in the answer of the user's own token service, whatever its content type.
 *
 * @param body of HTTP 2xx
 * @param path names that lead to the token in JSON; empty for `access_token`, `accessToken` or `token` at the top level
 * @returns the token, with the lifetime next to it
 * @throws IndeterminateResultError naming the field and the kind of value found instead, never the content, which may be a secret
 */
export function readServiceToken(body: Buffer, path: readonly string[]): ServiceToken {
	const text = body
		.toString('utf8')
		.replace(/^\uFEFF/, '')
		.trim();
	if (text === '') throw nothing('the response of Token Service URL is empty');
	if (body.length > LONGEST_ANSWER)
		throw nothing(`the response of Token Service URL has ${body.length} bytes`);
	const value = readJson(text);
	if (isObjectOrList(value)) return inJson(value, path);
	if (text.startsWith('<'))
		throw nothing(`the response of Token Service URL is a web page or XML (${size(body)})`);
	if (path.length > 0) {
		throw nothing(
			`Token Path is set, but the response of Token Service URL is not a JSON object (${size(body)})`,
		);
	}
	if (value !== undefined && typeof value !== 'string') {
		throw nothing(`the response of Token Service URL is ${kindOf(value)} instead of a token`);
	}
	const bare = typeof value === 'string' ? value : text;
	checkToken(bare, 'the response of Token Service URL');
	if (bare.length >= SHORTEST_BARE && /\d/.test(bare)) return { access_token: bare };
	throw nothing(
		`the response of Token Service URL is a text that does not look like a token (${bare.length} characters; at least ${SHORTEST_BARE} with a digit are expected, or JSON)`,
	);
}

function inJson(value: object, path: readonly string[]): ServiceToken {
	const holder = path
		.slice(0, -1)
		.reduce<unknown>((at, name) => (isObjectOrList(at) ? own(at, name) : undefined), value);
	const names = path.length > 0 ? path.slice(-1) : TOKEN_NAMES;
	if (!isObjectOrList(holder)) throw nothing(missing(value, path));
	const name =
		names.find((each) => typeof own(holder, each) === 'string') ??
		names.find((each) => own(holder, each) !== undefined);
	if (name === undefined) throw nothing(missing(value, path));
	const token = own(holder, name);
	const place =
		path.length > 0 ? `Token Path ${path.join('.')}` : `${name} in the response of Token Service URL`;
	if (typeof token !== 'string') throw nothing(`${place} holds ${kindOf(token)} instead of a token`);
	checkToken(token, place);
	const time = TIME_NAMES.map((each) => own(holder, each)).find((each) => each !== undefined);
	return { access_token: token, expires_in: time };
}

function missing(value: object, path: readonly string[]): string {
	if (path.length > 0)
		return `Token Path ${path.join('.')} leads to nothing in the response of Token Service URL`;
	const found = hint(value, DEEPEST_HINT);
	const what = Array.isArray(value) ? 'a JSON list' : 'JSON';
	const more = found ? `; it has one deeper, so enter ${found.join('.')} under Token Path` : '';
	return `the response of Token Service URL is ${what} without ${TOKEN_NAMES.slice(0, 2).join(', ')} or ${TOKEN_NAMES[2]} at its top level${more}`;
}

/** The path to one of the usual names deeper in the answer. Only names that are plain words are revealed. */
function hint(value: object, depth: number): string[] | undefined {
	if (depth === 0) return undefined;
	for (const [key, child] of Object.entries(value)) {
		if (TOKEN_NAMES.includes(key) && typeof child === 'string') return [key];
		if (!isObjectOrList(child) || !/^[\w-]{1,32}$/.test(key)) continue;
		const found = hint(child, depth - 1);
		if (found) return [key, ...found];
	}
	return undefined;
}

function checkToken(token: string, place: string): void {
	// A long number in JSON has become a string.
	if (/^\d+$/.test(token)) throw nothing(`${place} is a number instead of a token`);
	if (token.length < SHORTEST || token.length > LONGEST) {
		throw nothing(`${place} has ${token.length} characters, a token has ${SHORTEST} to ${LONGEST}`);
	}
	if (!TOKEN_CHARACTERS.test(token))
		throw nothing(`${place} has characters that no token has (${token.length} in all)`);
}

function own(value: object, name: string): unknown {
	return Object.prototype.hasOwnProperty.call(value, name)
		? (value as Readonly<Record<string, unknown>>)[name]
		: undefined;
}

function isObjectOrList(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function size(body: Buffer): string {
	return `${body.length} bytes`;
}

function nothing(reason: string): IndeterminateResultError {
	return new IndeterminateResultError('maybe-sent', reason, TOKEN_SERVICE);
}
