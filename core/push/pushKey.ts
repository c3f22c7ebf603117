import { createHash } from 'node:crypto';
import { isRecord } from '../json/isRecord';
import type { XmlElement } from '../protocol/readXml';
import { textOf } from './findType';

/**
 * Gives a push a key that all its deliveries share and no other push has.
 *
 * The key of a message is its id and its sender, since ids alone collide across users. An event has no id; sender, second, event and key
 * alone could not tell apart two delivery receipts for one user within a second, so the key of an event covers all of its elements.
 *
 * @param message the elements of an authentic push
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function pushKey(message: XmlElement): string {
	const from = textOf(message.FromUserName);
	const msgId = textOf(message.MsgId);
	// The MsgId of an event would be that of the message it is about.
	if (msgId && textOf(message.MsgType) !== 'event') return `message ${from} ${msgId}`;
	return `event ${createHash('sha256').update(canonical(message)).digest('base64')}`;
}

/**
 * Returns the key in an output of the trigger.
 *
 * @param output of the trigger: the elements and `meta`
 * @returns undefined for anything else, including the output of an older version
 */
export function outputKey({ meta }: Readonly<Record<string, unknown>>): string | undefined {
	return isRecord(meta) && typeof meta.key === 'string' ? meta.key : undefined;
}

/** Serializes the elements in a fixed order, since WeChat promises none. */
function canonical(message: XmlElement): string {
	return JSON.stringify(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)));
}
