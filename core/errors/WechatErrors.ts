/** How often a call was attempted before its error was reported, and under which rule. */
export interface Attempts {
	effect: 'read' | 'write';
	/** Whether WeChat drops a duplicate of this call. */
	deduplicated: boolean;
	/** Number of attempts, from 1. */
	made: number;
	/** How many of them WeChat may have carried out. */
	open: number;
}

/** The result of renewing a token that WeChat had refused. */
export interface Renewal {
	/** Whether the new token differs from the refused one. */
	replaced: boolean;
	/** Forced renewals within the last 24 hours. */
	forced: number;
	/** The maximum number of them within 24 hours. */
	mostForced: number;
	/** When the next one is possible, Unix milliseconds. */
	nextForceAt: number;
}

/** WeChat answered and refused: an `errcode` other than 0 inside HTTP 200. */
export class WechatApiError extends Error {
	/**
	 * @param refusal `errcode` and `errmsg` as received; `path` of the API without query; `rid` when the text contained one; `body` the whole
	 *   parsed answer (some codes come with data, e.g. 45065 with the earlier msg_id); `attempts` how often the call was made, if known;
	 *   `renewal` the result of renewing a refused token; `progress` how much of the work was done before; `advice` what to do, when the
	 *   advice of the operation is about another one of its calls
	 */
	constructor(
		readonly refusal: {
			errcode: number;
			errmsg: string;
			path: string;
			rid?: string;
			body: Readonly<Record<string, unknown>>;
			attempts?: Attempts;
			renewal?: Renewal;
			progress?: string;
			advice?: string;
		},
	) {
		super(`${refusal.errcode} ${refusal.errmsg}`);
		this.name = 'WechatApiError';
	}
}

/** How far a call got before the connection was lost. */
export type Reach =
	/** Nothing was sent: name not resolved, connection refused, TLS not agreed. */
	| 'not-sent'
	/** The request may have been carried out: the answer is missing, cut short or not WeChat's. */
	| 'maybe-sent';

/** There is no usable answer: whether WeChat acted is unknown, or it is known that nothing was sent. */
export class IndeterminateResultError extends Error {
	/**
	 * @param reach whether the request may have taken effect
	 * @param reason one sentence without secrets, e.g. `The connection was closed before an answer came`
	 * @param path the API path without query
	 * @param attempts how often the call was made, if known
	 * @param isForeign whether a proxy or gateway answered instead of WeChat
	 */
	constructor(
		readonly reach: Reach,
		readonly reason: string,
		readonly path: string,
		readonly attempts?: Attempts,
		readonly isForeign = false,
	) {
		super(reason);
		this.name = 'IndeterminateResultError';
	}
}

/** A value was found to be wrong before any call was made. */
export class InvalidInputError extends Error {
	/**
	 * @param field name of the field in the editor
	 * @param rule what is wrong and which limit applies
	 * @param remedy what to do
	 */
	constructor(
		readonly field: string,
		readonly rule: string,
		readonly remedy: string,
	) {
		super(`${field}: ${rule}`);
		this.name = 'InvalidInputError';
	}
}
