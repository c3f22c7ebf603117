/** How often a call was made before its error was given up on, and under which rule. */
export interface Attempts {
	effect: 'read' | 'write';
	/** Whether the platform drops a second copy of this very call. */
	deduplicated: boolean;
	/** Attempts in all, from 1. */
	made: number;
	/** Those of them that the platform may have carried out. */
	open: number;
}

/** What came of the renewal of a token that the platform had refused. */
export interface Renewal {
	/** Whether another token came than the refused one. */
	replaced: boolean;
	/** Forced renewals within the last 24 hours. */
	forced: number;
	/** How many are made within 24 hours at most. */
	mostForced: number;
	/** Unix milliseconds from which on the next is possible. */
	nextForceAt: number;
}

/** The platform answered and refused: an `errcode` other than 0 inside HTTP 200. */
export class WechatApiError extends Error {
	/**
	 * @param refusal `errcode` and `errmsg` as received, `path` of the API without query, `rid` when the text carried one,
	 *   `body` the whole parsed answer (some codes carry data, e.g. 45065 the earlier msg_id), `attempts` how often the call
	 *   was made, as far as it is known, `renewal` what came of renewing the token where that was refused,
	 *   `progress` how far the work had come before
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
		},
	) {
		super(`${refusal.errcode} ${refusal.errmsg}`);
		this.name = 'WechatApiError';
	}
}

/** How far a call got before the connection was lost. */
export type Reach =
	/** Nothing left this machine: name not resolved, connection refused, TLS not agreed. */
	| 'not-sent'
	/** The request may have been carried out: the answer is missing, cut short or not WeChat's. */
	| 'maybe-sent';

/** No usable answer came: whether the platform acted is unknown, or it is known that nothing was sent. */
export class IndeterminateResultError extends Error {
	/**
	 * @param reach whether the request may have taken effect
	 * @param reason one sentence without secrets, e.g. `The connection was closed before an answer came`
	 * @param path the API path without query
	 * @param attempts how often the call was made, as far as it is known
	 * @param isForeign whether something in between has answered in WeChat's place
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
	 * @param field the name of the field as the editor shows it
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
