/** How the platform pushes to the account's server: plain 明文, compatible 兼容, safe 安全. */
export type PushMode = 'plain' | 'compatible' | 'safe';

/** The type of account; decides which APIs it may call. */
export type AccountKind =
	| 'service-certified'
	| 'service-uncertified'
	| 'subscription-certified'
	| 'subscription-uncertified'
	| 'test-number';

/** Calls of one API on one Beijing day and in one minute. */
export interface Counter {
	day: number;
	usedToday: number;
	minute: number;
	usedThisMinute: number;
}

/** A mini program that may be linked from messages of the account. */
export interface LinkedMiniprogram {
	appid: string;
	/** Pages of its released version; null accepts every page. */
	pages: string[] | null;
}

/** One Official Account with all data of the platform about it. Plain data. */
export interface Account {
	appid: string;
	secret: string;
	/** `gh_…`, the name of the account in pushes. */
	originalId: string;
	kind: AccountKind;
	token: string;
	encodingAESKey: string;
	/** The previous key, with which pushes still in transit were encrypted; null while there was none. */
	previousEncodingAESKey: string | null;
	mode: PushMode;
	/** Server URL, set only after a successful handshake. */
	callbackUrl: string | null;
	/** Whether the check of a server URL refuses a chunked echostr, as the console reportedly does. */
	refuseChunkedEchostr: boolean;
	/** Bound to an Open Platform account, so that unionids are given out. */
	openPlatform: boolean;
	/** AppSecret frozen in the console: token issuing answers 40243. */
	secretFrozen: boolean;
	/** An errcode with which token requests are refused, for instance 50007 or 89503. */
	tokenRefusal: number | null;
	/** Addresses or CIDR ranges allowed to ask for tokens; null switches the check off. */
	ipAllowlist: string[] | null;
	/** The caller's public address as seen by the platform; null uses the connection's own. */
	egressIp: string | null;
	linkedMiniprograms: LinkedMiniprogram[];
	/** Daily limits that differ from the default, by API path. */
	dailyLimits: Record<string, number>;
	/** Milliseconds between an accepted template message and its TEMPLATESENDJOBFINISH push. */
	receiptDelayMs: number;
	counters: Map<string, Counter>;
	followers: Map<string, Follower>;
	/** Data of the areas about the account, by area name. */
	areas: Record<string, unknown>;
}

/** What happens to a message to this follower. */
export type Reception = 'success' | 'failed:user block' | 'failed: system failed';

/** A person as known to one account, even after unfollowing. */
export interface Follower {
	openid: string;
	unionid: string;
	nickname: string;
	headimgurl: string;
	subscribed: boolean;
	/** Unix seconds of the last follow. */
	subscribeTime: number;
	subscribeScene: string;
	qrScene: number;
	qrSceneStr: string;
	remark: string;
	tagIds: number[];
	blacklisted: boolean;
	/** Templates that this person switched off. */
	refusedTemplates: string[];
	reception: Reception;
}
