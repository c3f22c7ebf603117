import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { typedText } from '../account/typedText';
import { InvalidInputError } from '../errors/WechatErrors';

/** The query parameter with the last second, in Unix time, in which a signed link is good. */
export const LINK_EXPIRES = 'expires';

/** The query parameter with the signature; always the last one. */
export const LINK_SIGN = 'sign';

/** What a link says, in the order in which it says it. */
export type LinkPairs = ReadonlyArray<readonly [name: string, value: string]>;

/** What a signature turned out to be worth. */
export type SignedLink =
	| { kind: 'genuine'; query: Readonly<Record<string, string>>; expires: number }
	/** Genuine once. */
	| { kind: 'expired' }
	| { kind: 'forged' };

const MIN_KEY_CHARACTERS = 32;
const EXPIRES = /^[1-9]\d{9}$/;
const SIGNED = /^(.*)&sign=([0-9a-f]{64})$/;

/**
 * Reads the key that links are signed with.
 *
 * @param typed as it stands in the credential; empty where only n8n signs, which then derives a key from the AppSecret
 * @param account whose AppSecret that is
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
 * Signs a link: HMAC-SHA256, in lower-case hex, over all of it as it stands before the signature is appended, the expiry last.
 * The encoded bytes are signed, so that it does not matter how the signer encodes, and no value can pose as another parameter.
 *
 * @param address of the trigger, without a query
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
 * Reads a link that was opened. Nothing but the listed names may stand in it, each once, as they were signed, then expiry and
 * signature.
 *
 * @param rawQuery what follows the question mark, as received
 * @param trusted address of the trigger, names that it takes, and the key
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
