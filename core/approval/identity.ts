import { hkdfSync } from 'node:crypto';
import { IV_BYTES, openRecord, sealRecord } from '../oauth/sealRecord';

/** The account whose AppSecret protects data that passes through the browser. */
export interface ApprovalAccount {
	appid: string;
	secret: string;
}

/** The query parameter by which an approval page asks the web login who its visitor is. */
export const APPROVAL_PARAMETER = 'wxapproval';

/** The cookie by which the web login answers. */
const PROOF_COOKIE = 'wechat_approval';

/** A request of an approval page to learn who its visitor is. */
export interface Inquiry {
	/** Complete URL of the page. */
	page: string;
	/** Unix seconds after which visitors are no longer sent back. */
	expiresAt: number;
}

/** The answer of the web login, valid for one page and a short time. */
export interface Proof extends Inquiry {
	openid: string;
}

const KEY_BYTES = 32;
const SEALED = /^[A-Za-z0-9_-]{1,4000}$/;

/**
 * Encrypts an inquiry or a proof for its way through the browser: only nodes with the same account can make or read one, so nobody is sent
 * to a page that the node did not name.
 *
 * @param record to encrypt
 * @param name {@link APPROVAL_PARAMETER} or the name of the cookie; what was encrypted for one cannot be decrypted as the other
 * @param account whose AppSecret protects it
 * @param randomBytes returns that many random bytes
 * @returns letters, digits, `-` and `_`
 */
export function sealFor(
	record: Inquiry | Proof,
	name: string,
	account: ApprovalAccount,
	randomBytes: (count: number) => Buffer,
): string {
	return sealRecord(record, keyOf(account), name, randomBytes(IV_BYTES));
}

/**
 * Decrypts an inquiry.
 *
 * @param sealed as the browser sent it
 * @param account of the node that reads it
 * @param nowSeconds Unix seconds
 * @returns undefined for anything forged, altered, expired or of another account
 */
export function openInquiry(
	sealed: unknown,
	account: ApprovalAccount,
	nowSeconds: number,
): Inquiry | undefined {
	return open<Inquiry>(sealed, APPROVAL_PARAMETER, account, nowSeconds);
}

/**
 * Tells who the visitor of a page is.
 *
 * @param cookieHeader as the browser sent it
 * @param page complete URL of the page
 * @param account of the node that reads it
 * @param nowSeconds Unix seconds
 * @returns the OpenID; undefined when there is no proof, or one for another page, forged or expired
 */
export function visitorOf(
	cookieHeader: string | undefined,
	page: string,
	account: ApprovalAccount,
	nowSeconds: number,
): string | undefined {
	const values = (cookieHeader ?? '')
		.split(';')
		.map((pair) => pair.trim())
		.filter((pair) => pair.startsWith(`${PROOF_COOKIE}=`))
		.map((pair) => pair.slice(PROOF_COOKIE.length + 1));
	for (const value of values) {
		const proof = open<Proof>(value, PROOF_COOKIE, account, nowSeconds);
		if (proof?.page === page) return proof.openid;
	}
	return undefined;
}

/**
 * The Set-Cookie value that proves to a page who its visitor is.
 *
 * @param proof for the page
 * @param account whose AppSecret protects it
 * @param ports clock and randomness
 */
export function proofCookie(
	proof: Proof,
	account: ApprovalAccount,
	ports: { nowSeconds: number; randomBytes(count: number): Buffer },
): string {
	const { pathname, protocol } = new URL(proof.page);
	const lifetime = Math.max(0, proof.expiresAt - ports.nowSeconds);
	const value = sealFor(proof, PROOF_COOKIE, account, ports.randomBytes);
	const secure = protocol === 'https:' ? '; Secure' : '';
	return `${PROOF_COOKIE}=${value}; Path=${pathname}; Max-Age=${lifetime}; HttpOnly; SameSite=Lax${secure}`;
}

function open<Content extends Inquiry>(
	sealed: unknown,
	name: string,
	account: ApprovalAccount,
	nowSeconds: number,
): Content | undefined {
	if (typeof sealed !== 'string' || !SEALED.test(sealed)) return undefined;
	const record = openRecord<Content>(sealed, keyOf(account), name);
	return record !== undefined && record.expiresAt >= nowSeconds ? record : undefined;
}

function keyOf({ appid, secret }: ApprovalAccount): Buffer {
	const info = JSON.stringify(['n8n-nodes-wechat-mp approval', appid]);
	return Buffer.from(hkdfSync('sha256', secret, '', info, KEY_BYTES));
}
