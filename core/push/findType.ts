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
 * Upper and lower case make no difference: old samples spell some events in both. Messages and events have names of their
 * own, so that the message `location` and the event `LOCATION` stay apart.
 *
 * @param message the elements of a push
 * @returns undefined for a kind that the platform did not have when this version was made
 */
export function findType(message: XmlElement): PushType | undefined {
	const msgType = textOf(message.MsgType);
	return msgType === 'event'
		? BY_KEY.get(keyOf('event', textOf(message.Event)))
		: BY_KEY.get(keyOf('message', msgType));
}

/**
 * The text of an element.
 *
 * @param value what a document holds under a name
 * @returns '' when the element is missing or holds other elements
 */
export function textOf(value: XmlValue | undefined): string {
	return typeof value === 'string' ? value : '';
}

function keyOf(kind: PushType['kind'], name: string): string {
	return `${kind}:${name.toLowerCase()}`;
}
