import type { LoginKeys } from './deriveLoginKeys';
import type { LinkData } from './LoginRecord';
import { IV_BYTES, openRecord, sealRecord } from './sealRecord';

/** The query parameter of the callback URL that carries the encrypted data of a start link. */
export const LINK_DATA = 'wxlogin';

/** Longer data is kept only in the cookie: the link has to go through WeChat, and the response headers through proxies (4 KB). */
const MAX_SEALED = 800;
const SEALED = /^[A-Za-z0-9_-]{1,4000}$/;

/**
 * Encrypts the data of a start link, so that a browser without the login's cookie can start again with it.
 *
 * @param data of the link
 * @param keys of the trigger
 * @param randomBytes returns that many random bytes
 * @returns '' when there is no data; undefined when it is too long
 */
export function sealLinkData(
	{ params, returnTo, approval, linkExpires }: LinkData,
	keys: LoginKeys,
	randomBytes: (count: number) => Buffer,
): string | undefined {
	const carried = [...Object.keys(params), returnTo, approval, linkExpires];
	if (carried.every((part) => part === undefined)) return '';
	const sealed = sealRecord(
		{ params, returnTo, approval, linkExpires },
		keys.seal,
		LINK_DATA,
		randomBytes(IV_BYTES),
	);
	return sealed.length > MAX_SEALED ? undefined : sealed;
}

/**
 * Reads the data that {@link sealLinkData} put into a URL.
 *
 * @param query as n8n parsed it
 * @param keys of the trigger
 * @returns undefined when there is none, or none that this trigger made
 */
export function openLinkData(
	query: Readonly<Record<string, unknown>>,
	keys: LoginKeys,
): LinkData | undefined {
	const sealed = query[LINK_DATA];
	if (typeof sealed !== 'string' || !SEALED.test(sealed)) return undefined;
	return openRecord<LinkData>(sealed, keys.seal, LINK_DATA);
}
