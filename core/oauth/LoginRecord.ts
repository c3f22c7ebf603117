import type { LoginPageName } from './loginPages';

/** Query parameters of the start link that are passed on to the workflow, by name. */
export type LoginParams = Readonly<Record<string, string>>;

/** The data in a start link. */
export interface LinkData {
	params: LoginParams;
	/** Where the browser goes after the login; checked against the allowed hosts. */
	returnTo?: string;
	/** Unix seconds after which a signed link no longer starts a login; undefined for a link without a signature. */
	linkExpires?: number;
	/** URL of an approval page that needs to know who its visitor is; such a login returns there and starts no workflow. */
	approval?: string;
}

/** The result of a callback: where the browser was sent, and is sent again when the callback is opened again. */
export interface LoginOutcome {
	/** {@link codeDigest} of the callback. */
	code: string;
	page: LoginPageName;
	/** URL to which the browser was redirected instead of showing the page. */
	location?: string;
	/** WeChat's errcode, for the small print. */
	errcode?: number;
	/**
	 * Whether the login is over: every later callback leads to the same place. Otherwise only this one does, and a callback with another
	 * code, which WeChat sends after a snapshot page, is a new attempt.
	 */
	over: boolean;
}

/** What the browser keeps, encrypted, from the start of a login. */
export interface LoginRecord extends LinkData {
	/** 32 hex digits, new for every start. */
	nonce: string;
	/** Unix seconds after which the callback is refused. */
	expiresAt: number;
	/** Result of the last callback; undefined before the first. */
	outcome?: LoginOutcome;
	/** This browser did not start the login and cannot finish it; it only remembers what it was shown. */
	guest?: true;
}
