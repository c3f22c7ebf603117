import type { LoginPageName } from './loginPages';

/** Query parameters that the start link carried and the workflow gets, by name. */
export type LoginParams = Readonly<Record<string, string>>;

/** What a start link carried. */
export interface LinkData {
	params: LoginParams;
	/** Where the link wants the browser to go in the end; checked against the allowed hosts. */
	returnTo?: string;
	/** Unix seconds after which a signed link starts no login any more; undefined for a link without signature. */
	linkExpires?: number;
	/** Address of an approval page that asked who its visitor is; the login ends there and starts no workflow. */
	approval?: string;
}

/** What a callback came to: where its browser was led, and is led again when the callback is opened again. */
export interface LoginOutcome {
	/** {@link codeDigest} of the callback. */
	code: string;
	page: LoginPageName;
	/** Complete address to which the browser was sent in place of the page. */
	location?: string;
	/** WeChat's reason, for small print. */
	errcode?: number;
	/**
	 * Whether the login is over: every later callback leads to the same place. Otherwise only this one does, and another code,
	 * as WeChat sends one after a snapshot page, is a new attempt.
	 */
	over: boolean;
}

/** What the browser keeps, sealed, from the start of a login on. */
export interface LoginRecord extends LinkData {
	/** 32 hex digits, new for every start. */
	nonce: string;
	/** Unix seconds after which the callback is refused. */
	expiresAt: number;
	/** Of the last callback; undefined until one came. */
	outcome?: LoginOutcome;
	/** This browser did not start the login and cannot finish it; it only remembers what it was shown. */
	guest?: true;
}
