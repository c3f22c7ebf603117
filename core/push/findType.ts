import type { XmlElement, XmlValue } from '../protocol/readXml';
import { PUSH_TYPES, type PushType } from './types';

const BY_KEY: ReadonlyMap<string, PushType> = new Map(
	PUSH_TYPES.flatMap((type) =>
		[type.name, ...(type.aliases ?? [])].map((name) => [keyOf(type.kind, name), type]),
	),
);

/**
 * Finds out which kind of push a message is.
 *
 * Case makes no difference: old samples spell some events in both. The names of messages and events are kept apart, so the message
 * `location` is not the event `LOCATION`.
 *
 * @param message the elements of a push
 * @returns undefined for a kind that WeChat did not have when this version was made
 */
export function findType(message: XmlElement): PushType | undefined {
	const msgType = textOf(message.MsgType);
	return msgType === 'event'
		? BY_KEY.get(keyOf('event', textOf(message.Event)))
		: BY_KEY.get(keyOf('message', msgType));
}

/**
 * Returns the text of an element.
 *
 * @param value of an element in a parsed document
 * @returns '' when the element is missing or contains other elements
 */
export function textOf(value: XmlValue | undefined): string {
	return typeof value === 'string' ? value : '';
}

function keyOf(kind: PushType['kind'], name: string): string {
	return `${kind}:${name.toLowerCase()}`;
}
