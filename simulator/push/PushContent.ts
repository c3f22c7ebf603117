import type { XmlTree } from '../../core/protocol/writeXml';

/** A message or event for the account's server, without envelope: children of `<xml>` in order. */
export interface PushContent {
	/** The follower it comes from; also the `openid` of the query. */
	openid: string;
	/** `MsgType`, or `event:` and the `Event`; for logs and phone. */
	name: string;
	tree: XmlTree;
}
