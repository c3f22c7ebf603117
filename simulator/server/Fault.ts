/** What a fault does to the calls it affects. */
export type FaultEffect =
	/** Refused with this errcode; nothing happens on the platform. */
	| { kind: 'errcode'; errcode: number; errmsg: string | null }
	/** A gateway's HTTP status with an HTML page; nothing happens on the platform. */
	| { kind: 'status'; status: number }
	/** Answered late, otherwise as usual. */
	| { kind: 'delay' }
	/** Connection cut before anything happens. */
	| { kind: 'drop-before' }
	/** The call takes effect, then the connection is cut without an answer. */
	| { kind: 'drop-after' }
	/** The call takes effect, half of the answer arrives. */
	| { kind: 'truncate' }
	/** The call takes effect, this text is answered instead. */
	| { kind: 'body'; body: string };

/** A disturbance ordered through the control API. Plain data. */
export interface Fault {
	id: number;
	/** API path, or the beginning of one followed by `*`. */
	match: string;
	effect: FaultEffect;
	/** Milliseconds on the platform's clock before the answer. */
	delayMs: number;
	/** Calls still to be affected; null: until cleared. */
	remaining: number | null;
	/** Share of matching calls affected, 0–1. */
	rate: number;
	/** Calls affected so far. */
	struck: number;
}
