import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** The scopes that a user may be asked for. */
export type Scope = 'snsapi_base' | 'snsapi_userinfo' | 'snsapi_login';

/** The identity behind a code or token. */
export interface Identity {
	/** The real person. */
	openid: string;
	scope: Scope;
	/** The openid and unionid that are issued instead, on a snapshot page. */
	virtual: { openid: string; unionid: string } | null;
}

/** A page that waits for a person's decision. */
export interface Pending {
	page: 'authorize' | 'qrconnect';
	/** Query of the link that opened the page. */
	link: string;
	redirectUri: string;
	/** Null when the link had none. */
	state: string | null;
	scope: Scope;
	forcePopup: boolean;
	forceSnapShot: boolean;
}

/** An issued code. */
export interface IssuedCode extends Identity {
	expiresAtMs: number;
	used: boolean;
}

/** Tokens of one consent. All become invalid when the person changes the WeChat password. */
export interface Grant extends Identity {
	accessToken: string;
	refreshToken: string;
	accessEndsAtMs: number;
	refreshEndsAtMs: number;
	passwordChanged: boolean;
}

/** Data about an account's web authorization. Plain data. */
export interface OauthData {
	/** Web authorization domains, `host` or `host:port`; null accepts every host. */
	domains: string[] | null;
	/** A website application of the Open Platform: logs in by QR code only. */
	website: boolean;
	/** Whether browsers other than WeChat's are turned away. */
	requireWechat: boolean;
	/** Whether pages that ask for consent are opened as a snapshot. */
	snapshots: boolean;
	/** Whether a snapshot view has the browser's own cookies. */
	snapshotCookies: 'shared' | 'separate';
	/** Query of the link that a person last saw as a snapshot, by openid. */
	snapshotViews: Map<string, string>;
	/** Query of the link for which a person last requested the full service, by openid. */
	fullService: Map<string, string>;
	/** Whether the website is told of a refusal by `code=authdeny`, as some clients do. */
	authdeny: boolean;
	/** Whose phone an unknown browser is; null: the page asks. */
	phone: string | null;
	pending: Map<string, Pending>;
	codes: Map<string, IssuedCode>;
	grants: Grant[];
	/** Unix milliseconds of the last consent, by openid. */
	consents: Map<string, number>;
	/** Unix milliseconds at which a person last opened a link of the menu, by openid. */
	menuVisits: Map<string, number>;
	/** Virtual identities of snapshot pages, by openid. */
	virtual: Map<string, { openid: string; unionid: string }>;
}

/** The area's data in an account. */
export const oauthOf: (account: Account) => OauthData = accountSlot<OauthData>('oauth', () => ({
	domains: null,
	website: false,
	requireWechat: false,
	snapshots: false,
	snapshotCookies: 'shared',
	snapshotViews: new Map(),
	fullService: new Map(),
	authdeny: false,
	phone: null,
	pending: new Map(),
	codes: new Map(),
	grants: [],
	consents: new Map(),
	menuVisits: new Map(),
	virtual: new Map(),
}));
