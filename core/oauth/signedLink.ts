import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { typedText } from '../text/typedText';
import { InvalidInputError } from '../errors/WechatErrors';

/** The query parameter with the expiry of a signed link: its last valid second, in Unix time. */
export const LINK_EXPIRES = 'expires';

/** The query parameter with the signature; always the last one. */
export const LINK_SIGN = 'sign';

/** The query parameters of a link, in its order. */
export type LinkPairs = ReadonlyArray<readonly [name: string, value: string]>;

/** The result of verifying a signed link. */
export type SignedLink =
	| { kind: 'genuine'; query: Readonly<Record<string, string>>; expires: number }
	/** Genuine, but too old. */
	| { kind: 'expired' }
	| { kind: 'forged' };

const MIN_KEY_CHARACTERS = 32;
const EXPIRES = /^[1-9]\d{9}$/;
const SIGNED = /^(.*)&sign=([0-9a-f]{64})$/;

/**
 * Reads the key that signs links.
 *
 * @param typed value of the credential's field; empty where only n8n signs links, then the key is derived from the AppSecret
 * @param account with that AppSecret
 * @returns the key
 * @throws InvalidInputError naming field, rule and remedy; the value itself is never repeated
 */
export function readLinkKey(typed: string, account: { appid: string; secret: string }): string {
	const key = typedText(typed);
	if (key.length >= MIN_KEY_CHARACTERS) return key;
	if (key === '') {
		const info = JSON.stringify(['n8n-nodes-wechat-mp signed link', account.appid]);
		return Buffer.from(hkdfSync('sha256', account.secret, '', info, 32)).toString('hex');
	}
	throw new InvalidInputError(
		'Link Signing Key',
		`must have at least ${MIN_KEY_CHARACTERS} characters`,
		'Enter a random text in the credential, the same that signs the links, e.g. what "openssl rand -hex 32" prints; or leave it empty if only n8n signs.',
	);
}

/**
 * Signs a link: HMAC-SHA256, in lower-case hex, over the complete link before the signature is appended, with the expiry last. The encoded
 * bytes are signed, so the signer's way of encoding does not matter, and no value can pose as another parameter.
 *
 * @param address URL of the trigger, without a query
 * @param pairs names and values
 * @param expires Unix seconds
 * @param key from {@link readLinkKey}
 * @returns the complete link
 */
export function signLink(address: string, pairs: LinkPairs, expires: number, key: string): string {
	const query = [...pairs, [LINK_EXPIRES, String(expires)]]
		.map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.join('&');
	const link = `${address}?${query}`;
	return `${link}&${LINK_SIGN}=${digestOf(link, key).toString('hex')}`;
}

/**
 * Verifies and reads a signed link. It must contain only the listed names, each at most once, as they were signed, followed by expiry and
 * signature.
 *
 * @param rawQuery what follows the question mark, as received
 * @param trusted URL of the trigger, names that it accepts, and the key
 * @param nowSeconds Unix seconds
 */
export function readSignedLink(
	rawQuery: string,
	{ address, names, key }: { address: string; names: readonly string[]; key: string },
	nowSeconds: number,
): SignedLink {
	const [, signed = '', sign = ''] = SIGNED.exec(rawQuery) ?? [];
	if (sign === '' || !timingSafeEqual(Buffer.from(sign, 'hex'), digestOf(`${address}?${signed}`, key)))
		return { kind: 'forged' };
	const pairs = [...new URLSearchParams(signed)];
	const [lastName, expires = ''] = pairs.pop() ?? [];
	const query = Object.fromEntries(pairs);
	const isPlain = Object.keys(query).length === pairs.length && pairs.every(([name]) => names.includes(name));
	if (!isPlain || lastName !== LINK_EXPIRES || !EXPIRES.test(expires)) return { kind: 'forged' };
	return Number(expires) < nowSeconds
		? { kind: 'expired' }
		: { kind: 'genuine', query, expires: Number(expires) };
}

function digestOf(link: string, key: string): Buffer {
	return createHmac('sha256', key).update(link).digest();
}
