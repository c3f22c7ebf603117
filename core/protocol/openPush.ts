import { decodeUtf8 } from './decodeUtf8';
import { decodeAesKey, decrypt } from './envelope';
import { ProtocolError } from './ProtocolError';
import { readXml, type XmlElement } from './readXml';
import { sign, signatureMatches } from './signature';

/** Message encryption as chosen in the WeChat console: 明文 · 兼容 · 安全. */
export type PushMode = 'plain' | 'compatible' | 'safe';

/** The account's settings that a receiver of pushes needs. */
export interface PushAccount {
	appid: string;
	/** The Token of the server configuration; not an access token. */
	token: string;
	mode: PushMode;
	/** 43 characters; needed unless `mode` is `plain`. */
	encodingAesKey?: string;
	/** The key before the last change: pushes that were queued under it are still accepted. */
	previousEncodingAesKey?: string;
}

/** One POST to the server URL. */
export interface PushRequest {
	/** The parsed query string; values of any type, since an attacker can choose them. */
	query: Readonly<Record<string, unknown>>;
	/** The bytes of the body as received. */
	body: Buffer;
}

/** An authentic push. */
export interface OpenedPush {
	/** The official elements of the message or event, without `Encrypt`. */
	message: XmlElement;
	/** Whether the content was encrypted; a passive reply must then be encrypted as well. */
	encrypted: boolean;
	/** The request's nonce, to be used for an encrypted reply. */
	nonce: string;
	/** Whether the previous EncodingAESKey opened it, see `accountForReply`. */
	previousKey?: true;
}

/** The verified query of a push. */
export interface OpenedQuery {
	/** The query itself, and the keys that it was verified with. */
	query: PushRequest['query'];
	account: PushAccount;
	timestamp: string;
	nonce: string;
	/** Whether the query has the plain `signature`; without it the push is authenticated by its body alone. */
	signed: boolean;
}

/** The time against which a push is checked. */
export interface PushClock {
	/** Unix time. */
	nowSeconds: number;
	/** How far `timestamp` may be off in either direction; 0 = any age. */
	windowSeconds: number;
}

/** WeChat repeats a push within seconds; an encrypted message older than a day is a replay. */
const DAY_SECONDS = 86_400;

/**
 * Maximum number of ciphertexts tried. WeChat sends one, after everything else; in compatible mode a follower's text before it may contain
 * any number of others.
 */
const MAX_CANDIDATES = 64;

/**
 * Verifies a push and returns its content: signature and age, `msg_signature` over the ciphertext, decryption, AppID, XML, age of the
 * content and sender, in this order. Nothing of the body is parsed before a signature has matched. With encryption configured, only the
 * decrypted content is used, whatever plain elements come with it.
 *
 * `signature` covers neither the body nor the order of timestamp and nonce. With encryption, the encrypted CreateTime limits the age as
 * well. In plain mode, anybody who has seen one query string can send any body as long as its timestamp, or its nonce used as a timestamp,
 * is fresh.
 *
 * @param request query and raw bytes
 * @param account keys and mode from the credential
 * @param clock what counts as fresh
 * @param opened result of {@link openQuery}; if it is for another query or other keys, it is ignored, and the query is verified here
 * @throws ProtocolError with the reason of the refusal, which only the owner of the account may see
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function openPush(
	request: PushRequest,
	account: PushAccount,
	clock: PushClock,
	opened?: OpenedQuery,
): OpenedPush {
	const { query, body } = request;
	const isOpened = opened?.query === query && opened.account === account;
	const { timestamp, nonce, signed } = isOpened ? opened : openQuery(query, account, clock);
	if (signed) refuseJson(body);
	const sealed = account.mode !== 'plain';
	const { content, ...key } = sealed
		? openEnvelope(body, query, account, timestamp, nonce)
		: { content: body };
	const message = readXml(decodeUtf8(content));
	if (!sealed) refuseEnvelope(message);
	delete message.Encrypt;
	if (sealed) requireSealedAge(message, clock);
	requireSender(message, query.openid);
	return { message, encrypted: sealed, nonce, ...key };
}

/**
 * Verifies the query of a push, before the body is read: the body of a refused push need not be waited for.
 *
 * An encrypted push is authenticated by `msg_signature`, over the ciphertext; if the plain `signature` is there as well, as WeChat
 * documents it, it has to match too.
 *
 * @param query the parsed query string
 * @param account keys and mode from the credential
 * @param clock what counts as fresh
 * @throws ProtocolError `malformed`, `signature` or `stale`
 */
export function openQuery(query: PushRequest['query'], account: PushAccount, clock: PushClock): OpenedQuery {
	const timestamp = required(query, 'timestamp');
	const nonce = required(query, 'nonce');
	requireTimestamp(timestamp);
	const signed = query.signature !== undefined;
	if (signed || account.mode === 'plain') {
		requireSignature(sign([account.token, timestamp, nonce]), query.signature);
	} else if (typeof query.msg_signature !== 'string') throw wrongSignature();
	requireFresh(Number(timestamp), clock, 'timestamp', clock.windowSeconds);
	return { query, account, timestamp, nonce, signed };
}

/**
 * Verifies the GET by which WeChat checks a server URL.
 *
 * @param query the parsed query string
 * @param token the Token of the server configuration
 * @returns `echostr` exactly as received; it is never encrypted for Official Accounts, whatever the mode
 * @throws ProtocolError `malformed` or `signature`
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export function openHandshake(query: Readonly<Record<string, unknown>>, token: string): string {
	const timestamp = required(query, 'timestamp');
	const nonce = required(query, 'nonce');
	const echostr = required(query, 'echostr');
	requireTimestamp(timestamp);
	requireSignature(sign([token, timestamp, nonce]), query.signature);
	return echostr;
}

/** The decrypted content, and whether the previous key opened it. */
type OpenedEnvelope = Pick<OpenedPush, 'previousKey'> & { content: Buffer };

/** Finds the ciphertext that `msg_signature` covers and decrypts it; the envelope itself is never parsed. */
function openEnvelope(
	body: Buffer,
	query: PushRequest['query'],
	account: PushAccount,
	timestamp: string,
	nonce: string,
): OpenedEnvelope {
	const candidates = ciphertextsIn(body).slice(-MAX_CANDIDATES).reverse();
	for (const ciphertext of candidates) {
		const expected = sign([account.token, timestamp, nonce, ciphertext]);
		if (signatureMatches(expected, query.msg_signature)) return decryptWithAnyKey(ciphertext, account);
	}
	// Without a matching signature of either kind the push may come from anybody; with the plain signature it came from WeChat.
	if (candidates.length > 0 || query.signature === undefined) throw wrongSignature();
	throw new ProtocolError(
		'plaintext',
		'An unencrypted push was refused: the credential expects encrypted messages',
	);
}

const ENVELOPE = { open: '<Encrypt>', close: '</Encrypt>' };
const CDATA = /^<!\[CDATA\[([^\]]*)\]\]>$/;

/** The texts of all Encrypt elements, trimmed, since WeChat does not sign the white space around them. */
function ciphertextsIn(body: Buffer): string[] {
	const found: string[] = [];
	for (let from = 0; ;) {
		const end = body.indexOf(ENVELOPE.close, from);
		if (end === -1) return found;
		// The innermost of several opening tags, so that no byte is scanned twice.
		const begin = body.subarray(from, end).lastIndexOf(ENVELOPE.open);
		if (begin !== -1) {
			const written = body.toString('latin1', from + begin + ENVELOPE.open.length, end).trim();
			const text = (CDATA.exec(written)?.[1] ?? written).trim();
			if (!text.includes('<')) found.push(text);
		}
		from = end + ENVELOPE.close.length;
	}
}

function decryptWithAnyKey(encrypted: string, account: PushAccount): OpenedEnvelope {
	const open = (key: string) => decrypt({ encrypted, appid: account.appid, key: decodeAesKey(key) });
	try {
		return { content: open(account.encodingAesKey ?? '') };
	} catch (error) {
		const previous = account.previousEncodingAesKey;
		if (!previous) throw error;
		try {
			return { content: open(previous), previousKey: true };
		} catch (later) {
			// A wrong AppID is more informative than a key that does not fit.
			throw later instanceof ProtocolError && later.fault === 'appid' ? later : error;
		}
	}
}

/**
 * Refuses a push in JSON. Where the console offers a choice of format, as for other products of WeChat, it applies to plain and encrypted
 * pushes.
 */
function refuseJson(body: Buffer): void {
	if (!/^\s*\{/.test(body.toString('latin1', 0, 64))) return;
	throw new ProtocolError(
		'malformed',
		'A push in JSON arrived: set the data format (数据格式) of the server configuration in the WeChat console to XML',
	);
}

/** An encrypted push in plain mode would start the workflow with nothing but ciphertext: report that the modes differ. */
function refuseEnvelope(document: XmlElement): void {
	if (Object.hasOwn(document, 'Encrypt') && !Object.hasOwn(document, 'MsgType')) {
		throw new ProtocolError(
			'malformed',
			'An encrypted push arrived, but the credential says plain text: set Message Encryption to the mode of the WeChat console',
		);
	}
}

function required(query: Readonly<Record<string, unknown>>, name: string): string {
	const value = query[name];
	if (typeof value !== 'string' || value === '') {
		throw new ProtocolError('malformed', `The query parameter ${name} is missing or not a single text`);
	}
	return value;
}

function requireSignature(expected: string, given: unknown): void {
	if (!signatureMatches(expected, given)) throw wrongSignature();
}

function wrongSignature(): ProtocolError {
	return new ProtocolError(
		'signature',
		'The signature does not match: the sender does not know the Token of the credential',
	);
}

/** The signature concatenates timestamp and nonce, so with a fixed length no digit can move from one to the other. */
function requireTimestamp(timestamp: string): void {
	if (/^\d{10}$/.test(timestamp)) return;
	throw new ProtocolError('malformed', 'The query parameter timestamp is not a Unix time of ten digits');
}

function requireFresh(time: number, clock: PushClock, what: string, windowSeconds: number): void {
	if (clock.windowSeconds === 0) return;
	const age = clock.nowSeconds - time;
	// NaN fails both comparisons, so the condition describes the accepted case.
	if (age <= windowSeconds && age >= -windowSeconds) return;
	throw new ProtocolError(
		'stale',
		`The ${what} is more than ${windowSeconds} seconds off this server's clock`,
	);
}

/**
 * Limits the age by the encrypted CreateTime: timestamp and nonce can be swapped without changing the signature, but the encrypted content
 * cannot be changed.
 */
function requireSealedAge(message: XmlElement, clock: PushClock): void {
	if (message.CreateTime === undefined) return;
	const isTime = typeof message.CreateTime === 'string' && /^\d+$/.test(message.CreateTime);
	requireFresh(
		isTime ? Number(message.CreateTime) : Number.NaN,
		clock,
		'CreateTime',
		Math.max(DAY_SECONDS, clock.windowSeconds),
	);
}

/** A follower's OpenID; system accounts such as `mphelper` have other names. */
const OPENID = /^o[\w-]{20,}$/;

/**
 * The account itself sends no pushes: one that claims to come from it is a passive reply. `openid`, by which a load balancer can distribute
 * pushes, is not signed, so it is accepted only if it agrees with the content.
 */
function requireSender(message: XmlElement, openid: unknown): void {
	const from = message.FromUserName;
	if (typeof from === 'string' && (from === message.ToUserName || from.startsWith('gh_'))) {
		throw new ProtocolError('sender', 'The push comes from the account itself, like one of our own replies');
	}
	if (openid === undefined || typeof from !== 'string') return;
	if (openid === from || openid === message.OpenID) return;
	if (message.MsgType === 'event' && !OPENID.test(from)) return;
	throw new ProtocolError('sender', 'The query parameter openid names somebody other than FromUserName');
}
