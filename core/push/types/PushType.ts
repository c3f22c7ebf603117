import type { XmlTree } from '../../protocol/writeXml';

/** One kind of message or event that WeChat pushes. */
export interface PushType {
	/** The exact `MsgType` of a message, or the exact `Event` of an event. */
	name: string;
	kind: 'message' | 'event';
	/** Heading under which the reference lists it. */
	group: string;
	/** English name. */
	title: string;
	/** WeChat's own name, as the console and the official pages have it. */
	official: string;
	/** When it is pushed, in one sentence. */
	when: string;
	/** Other spellings seen in official samples. */
	aliases?: readonly string[];
	/** Elements beside ToUserName, FromUserName, CreateTime, MsgType (and Event), with made-up values. */
	sample: XmlTree;
	/** Text elements that only some pushes of this kind have. */
	sometimes?: readonly string[];
	/** Belongs to a product that WeChat has closed: the editor does not list it, `Other` includes it. */
	retired?: boolean;
}

type Row = Omit<PushType, 'kind' | 'group'>;

/** Elements that name the article when a message was sent from one. */
const FROM_ARTICLE = ['MsgDataId', 'Idx'];

/**
 * Makes the message types of one group.
 *
 * @param group heading
 * @param rows what differs
 */
export function messages(group: string, rows: readonly Row[]): PushType[] {
	return rows.map((row) => ({
		kind: 'message',
		group,
		...row,
		sometimes: [...(row.sometimes ?? []), ...FROM_ARTICLE],
	}));
}

/**
 * Makes the events of one group.
 *
 * @param group heading
 * @param rows what differs
 */
export function events(group: string, rows: readonly Row[]): PushType[] {
	return rows.map((row) => ({ kind: 'event', group, ...row }));
}
