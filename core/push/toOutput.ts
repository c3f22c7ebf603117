import type { OpenedPush } from '../protocol/openPush';
import type { XmlValue } from '../protocol/readXml';
import { replyDeadline } from './deadline';
import { textOf } from './findType';
import type { Deliveries } from './holdPush';
import { pushKey } from './pushKey';

/** What the trigger adds to the official elements of a push. */
export interface PushMeta {
	/** Names the push, the same in every delivery of it: a unique key for whoever must not act on it twice. */
	key: string;
	/** ISO time at which the push reached this node. */
	receivedAt: string;
	/** ISO time by which a passive reply must be on its way. */
	replyBefore: string;
	/** Names account and follower, for the memory of a conversation. */
	sessionId: string;
	/** Whether the push came encrypted; a passive reply is then encrypted as well. */
	encrypted: boolean;
	/** Whether the Previous EncodingAESKey opened it, with which a passive reply is then encrypted. */
	previousKey?: true;
	/** How the trigger holds the push, where it does more than wait for one delivery. */
	held?: HeldMeta;
	/** Why the file of a message is missing, when it was to be downloaded; `errcode` where WeChat refused it. */
	media?: { problem: string; errcode?: number };
	/** Copies that the trigger could not relay, as long as this process has run. */
	relay?: {
		lost: number;
		receivers: { host: string; lost: number; relayed: number; since: string; problem: string }[];
	};
}

/** What a node has to know about a trigger that holds pushes. */
export interface HeldMeta {
	/** What becomes of an answer that comes after `replyBefore`. */
	whenLonger: 'customerService' | 'collect' | 'nothing';
	/** With `collect`: ISO time until which an answer is kept. */
	keptUntil?: string;
	/** With `collect`: the word by which the follower gets it; where any text does, one that does as well. */
	collectWord?: string;
}

/** One push as a workflow sees it: the elements by their official names, and `meta`. */
export interface PushOutput {
	[element: string]: XmlValue | PushMeta;
	meta: PushMeta;
}

/**
 * Makes the output of the trigger.
 *
 * @param push an authentic push
 * @param receivedAt Unix milliseconds
 * @param holding for how many deliveries it is held, and what a node has to know about that
 */
export function toOutput(
	push: OpenedPush,
	receivedAt: number,
	{ deliveries = 1, held }: { deliveries?: Deliveries; held?: HeldMeta } = {},
): PushOutput {
	// In compatible mode the ciphertext stands beside the plain elements and is of no use to anybody.
	const { Encrypt: _ciphertext, ...elements } = push.message;
	const meta: PushMeta = {
		key: pushKey(push.message),
		receivedAt: new Date(receivedAt).toISOString(),
		replyBefore: new Date(replyDeadline(receivedAt, deliveries)).toISOString(),
		sessionId: `${textOf(push.message.ToUserName)}:${textOf(push.message.FromUserName)}`,
		encrypted: push.encrypted,
		...(push.previousKey ? { previousKey: true } : {}),
		...(held ? { held } : {}),
	};
	return { ...elements, meta };
}
