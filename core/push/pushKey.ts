import { createHash } from 'node:crypto';
import { isRecord } from '../api/isRecord';
import type { XmlElement } from '../protocol/readXml';
import { textOf } from './findType';

/**
 * Names a push so that every delivery attempt of it has the same name and no other push has it.
 *
 * A message is named by its id and its sender, since ids alone collide across users. An event has no id; sender, second,
 * event and key alone would make one of two delivery receipts that reach a user within a second, so everything it carries
 * belongs to its name.
 *
 * @param message the elements of an authentic push
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
 */
export function pushKey(message: XmlElement): string {
	const from = textOf(message.FromUserName);
	const msgId = textOf(message.MsgId);
	// One that an event carries would be that of the message it is about.
	if (msgId && textOf(message.MsgType) !== 'event') return `message ${from} ${msgId}`;
	return `event ${createHash('sha256').update(canonical(message)).digest('base64')}`;
}

/**
 * Finds the name of the push that the trigger has given out.
 *
 * @param output of the trigger: the elements and `meta`
 * @returns undefined for anything else, also for the output of an older version
 */
export function outputKey({ meta }: Readonly<Record<string, unknown>>): string | undefined {
	return isRecord(meta) && typeof meta.key === 'string' ? meta.key : undefined;
}

/** The same text whatever the order of the elements, which the platform does not promise. */
function canonical(message: XmlElement): string {
	return JSON.stringify(
		Object.entries(message)
			.filter(([name]) => name !== 'Encrypt')
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}
