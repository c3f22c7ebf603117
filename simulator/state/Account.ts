/** How the platform pushes to the account's server: plain 明文, compatible 兼容, safe 安全. */
export type PushMode = 'plain' | 'compatible' | 'safe';

/** What sort of account it is; decides which APIs it may call. */
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

/** One Official Account with everything the platform knows about it. Plain data. */
export interface Account {
	appid: string;
	secret: string;
	/** `gh_…`, the name of the account in pushes. */
	originalId: string;
	kind: AccountKind;
	token: string;
	encodingAESKey: string;
	/** The key before that, which pushes were sealed with that are still on their way; null while there was none. */
	previousEncodingAESKey: string | null;
	mode: PushMode;
	/** Server URL, set only after a good handshake. */
	callbackUrl: string | null;
	/** The check of a server URL refuses an echostr that comes chunked, as the console has been reported to do. */
	refuseChunkedEchostr: boolean;
	/** Bound to an Open Platform account, so that unionids are given out. */
	openPlatform: boolean;
	/** AppSecret frozen in the console: token issuing answers 40243. */
	secretFrozen: boolean;
	/** An errcode with which token issuing is refused, for instance 50007 or 89503. */
	tokenRefusal: number | null;
	/** Addresses or CIDR ranges allowed to ask for tokens; null switches the check off. */
	ipAllowlist: string[] | null;
	/** The public address the platform sees its caller under; null takes the connection's own. */
	egressIp: string | null;
	linkedMiniprograms: LinkedMiniprogram[];
	/** Daily limits that differ from the default, by API path. */
	dailyLimits: Record<string, number>;
	/** Milliseconds between an accepted template message and its TEMPLATESENDJOBFINISH push. */
	receiptDelayMs: number;
	counters: Map<string, Counter>;
	followers: Map<string, Follower>;
	/** What the areas keep about the account, by area name. */
	areas: Record<string, unknown>;
}

/** What becomes of a message to this follower. */
export type Reception = 'success' | 'failed:user block' | 'failed: system failed';

/** A person as one account knows them. Exists also after unfollowing. */
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
