import type { XmlElement } from '../../core/protocol/readXml';
import type { SealedPush } from './sealPush';

/** Why an attempt brought no usable HTTP answer. */
export type AttemptFailure = 'timeout' | 'connection';

/** One try to hand a push to the account's server. */
export interface Attempt {
	/** Unix milliseconds on the platform's clock. */
	atMs: number;
	/** HTTP status, or null without an answer. */
	status: number | null;
	/** Body as received. */
	body: string;
	/** Passive reply in plain text, decrypted if need be; null when there was none. */
	reply: XmlElement | null;
	/** What the platform finds wrong with the answer; null when it is good. */
	fault: string | null;
	failure: AttemptFailure | null;
	/** Text of the connection error, without secrets; empty otherwise. */
	failureText: string;
	ms: number;
}

/** How a push ended; `pending` while attempts go on. */
export type DeliveryOutcome = 'pending' | 'acknowledged' | 'replied' | 'fault' | 'unreachable' | 'abandoned';

/** A push with all its attempts. Plain data. */
export interface Delivery {
	id: number;
	appid: string;
	openid: string;
	/** `MsgType`, or `event:` and the `Event`. */
	name: string;
	/** Whether it was made to be refused, or as the platform makes it. */
	forged: boolean;
	/** What was posted, byte by byte, and the XML inside its ciphertext. */
	request: SealedPush;
	attempts: Attempt[];
	outcome: DeliveryOutcome;
	/** The follower's phone shows that the account's service is faulty. */
	faultShownToUser: boolean;
}
