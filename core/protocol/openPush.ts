import { decodeUtf8 } from './decodeUtf8';
import { decodeAesKey, decrypt } from './envelope';
import { ProtocolError } from './ProtocolError';
import { readXml, type XmlElement } from './readXml';
import { sign, signatureMatches } from './signature';

/** Message encryption as chosen in the WeChat console: 明文 · 兼容 · 安全. */
export type PushMode = 'plain' | 'compatible' | 'safe';

/** What the receiver knows about the account. */
export interface PushAccount {
	appid: string;
	/** The Token of the server configuration; not an access token. */
	token: string;
	mode: PushMode;
	/** 43 characters; needed unless `mode` is `plain`. */
	encodingAesKey?: string;
	/** The key before a rotation: pushes that were queued under it are still accepted. */
	previousEncodingAesKey?: string;
}

/** One POST to the server URL. */
export interface PushRequest {
	/** The parsed query string; values of any type, since a hostile caller chooses them. */
	query: Readonly<Record<string, unknown>>;
	/** The bytes of the body as they came over the network. */
	body: Buffer;
}

/** An authentic push. */
export interface OpenedPush {
	/** The official elements of the message or event, without `Encrypt`. */
	message: XmlElement;
	/** Whether the content came out of an envelope; a passive reply must then be sealed as well. */
	encrypted: boolean;
	/** The request's nonce, to be used for a sealed reply. */
	nonce: string;
}

/**
 * Verifies one push and gives its content: signature, XML, `msg_signature` over the ciphertext, decryption, AppID,
 * freshness, in this order. With encryption configured only the decrypted content counts, whatever stands beside it.
 *
 * @param request query and raw bytes
 * @param account keys and mode from the credential
 * @param clock `nowSeconds` Unix time; `windowSeconds` how far `timestamp` may be off in either direction, 0 = any
 * @throws ProtocolError with the reason of the refusal
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function openPush(
	request: PushRequest,
	account: PushAccount,
	clock: { nowSeconds: number; windowSeconds: number },
): OpenedPush {
	const timestamp = required(request.query, 'timestamp');
	const nonce = required(request.query, 'nonce');
	const sealed = account.mode !== 'plain';
	// An envelope is authenticated by msg_signature; the plain signature is then only a cheap first door.
	if (!sealed || request.query.signature !== undefined) {
		requireSignature(sign([account.token, timestamp, nonce]), request.query.signature);
	}
	const document = readXml(decodeUtf8(request.body));
	const message = sealed ? openEnvelope(document, request.query, account, timestamp, nonce) : document;
	requireFresh(timestamp, clock);
	if (!sealed) refuseEnvelope(document);
	delete message.Encrypt;
	return { message, encrypted: sealed, nonce };
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
	requireSignature(sign([token, timestamp, nonce]), query.signature);
	return echostr;
}

function openEnvelope(
	document: XmlElement,
	query: PushRequest['query'],
	account: PushAccount,
	timestamp: string,
	nonce: string,
): XmlElement {
	const encrypted = Object.hasOwn(document, 'Encrypt') ? document.Encrypt : undefined;
	if (encrypted === undefined) {
		throw new ProtocolError(
			'plaintext',
			'An unencrypted push was refused: the credential expects encrypted messages',
		);
	}
	if (typeof encrypted !== 'string')
		throw new ProtocolError('malformed', 'The Encrypt element does not hold text');
	// White space is not part of the base64 text that WeChat signs.
	const ciphertext = encrypted.trim();
	requireSignature(sign([account.token, timestamp, nonce, ciphertext]), query.msg_signature);
	return readXml(decodeUtf8(decryptWithAnyKey(ciphertext, account)));
}

function decryptWithAnyKey(encrypted: string, account: PushAccount): Buffer {
	const current = decodeAesKey(account.encodingAesKey ?? '');
	try {
		return decrypt({ encrypted, appid: account.appid, key: current });
	} catch (error) {
		const previous = account.previousEncodingAesKey;
		if (!previous || !(error instanceof ProtocolError) || error.fault !== 'decrypt') throw error;
		return decrypt({ encrypted, appid: account.appid, key: decodeAesKey(previous) });
	}
}

/** A sealed push in plain mode would start the workflow with nothing but ciphertext: say that the modes differ. */
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
	if (!signatureMatches(expected, given)) {
		throw new ProtocolError(
			'signature',
			'The signature does not match: the sender does not know the Token of the credential',
		);
	}
}

function requireFresh(timestamp: string, clock: { nowSeconds: number; windowSeconds: number }): void {
	if (clock.windowSeconds === 0) return;
	const age = clock.nowSeconds - Number(timestamp);
	// NaN fails both comparisons, so the accepted case is the one that is spelled out.
	if (!(age <= clock.windowSeconds && age >= -clock.windowSeconds)) {
		throw new ProtocolError(
			'stale',
			`The timestamp is more than ${clock.windowSeconds} seconds off this server's clock`,
		);
	}
}
