import type { OpenedPush } from '../protocol/openPush';
import type { XmlValue } from '../protocol/readXml';
import { replyDeadline } from './deadline';
import { textOf } from './findType';
import type { Deliveries } from './holdPush';
import { pushKey } from './pushKey';

/** What the trigger adds to the official elements of a push. */
export interface PushMeta {
	/** Identifies the push, the same for every delivery of it: a unique key for a workflow that must not act on it twice. */
	key: string;
	/** ISO time at which the push arrived. */
	receivedAt: string;
	/** ISO time by which a passive reply must be sent. */
	replyBefore: string;
	/** Identifies account and follower; meant as the key of a conversation memory. */
	sessionId: string;
	/** Whether the push was encrypted; a passive reply is then encrypted as well. */
	encrypted: boolean;
	/** Whether the Previous EncodingAESKey opened it; a passive reply is then encrypted with that key. */
	previousKey?: true;
	/** How the trigger holds the push, where it may wait for several deliveries or keeps answers. */
	held?: HeldMeta;
	/** Why the file of a message is missing, when it was to be downloaded; `errcode` where WeChat refused it. */
	media?: { problem: string; errcode?: number };
	/** Copies that the trigger failed to relay since this process started. */
	relay?: {
		lost: number;
		receivers: { host: string; lost: number; relayed: number; since: string; problem: string }[];
	};
}

/** What the WeChat node has to know about a trigger that holds pushes. */
export interface HeldMeta {
	/** What happens to an answer that comes after `replyBefore`. */
	whenLonger: 'customerService' | 'collect' | 'nothing';
	/** With `collect`: ISO time until which an answer is kept. */
	keptUntil?: string;
	/** With `collect`: a word by which the follower gets it. */
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
 * @param holding for how many deliveries it is held, and the `held` part of `meta`
 */
export function toOutput(
	push: OpenedPush,
	receivedAt: number,
	{ deliveries = 1, held }: { deliveries?: Deliveries; held?: HeldMeta } = {},
): PushOutput {
	const meta: PushMeta = {
		key: pushKey(push.message),
		receivedAt: new Date(receivedAt).toISOString(),
		replyBefore: new Date(replyDeadline(receivedAt, deliveries)).toISOString(),
		sessionId: `${textOf(push.message.ToUserName)}:${textOf(push.message.FromUserName)}`,
		encrypted: push.encrypted,
		...(push.previousKey ? { previousKey: true } : {}),
		...(held ? { held } : {}),
	};
	return { ...push.message, meta };
}
