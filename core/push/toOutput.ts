import type { OpenedPush } from '../protocol/openPush';
import type { XmlValue } from '../protocol/readXml';
import { replyDeadline } from './deadline';

/** What the trigger adds to the official elements of a push. */
export interface PushMeta {
	/** ISO time at which the push reached this node. */
	receivedAt: string;
	/** ISO time by which a passive reply must be on its way. */
	replyBefore: string;
	/** Whether the push came encrypted; a passive reply is then encrypted as well. */
	encrypted: boolean;
	/** Why the file of a message is missing, when it was to be downloaded; `errcode` where WeChat refused it. */
	media?: { problem: string; errcode?: number };
	/** Copies that the trigger could not relay, as long as this process has run. */
	relay?: {
		lost: number;
		receivers: { host: string; lost: number; relayed: number; since: string; problem: string }[];
	};
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
 */
export function toOutput(push: OpenedPush, receivedAt: number): PushOutput {
	// In compatible mode the ciphertext stands beside the plain elements and is of no use to anybody.
	const { Encrypt: _ciphertext, ...elements } = push.message;
	const meta: PushMeta = {
		receivedAt: new Date(receivedAt).toISOString(),
		replyBefore: new Date(replyDeadline(receivedAt)).toISOString(),
		encrypted: push.encrypted,
	};
	return { ...elements, meta };
}
