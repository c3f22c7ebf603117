import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';
import type { Account } from '../state/Account';
import type { World } from '../World';
import { eventDefaults, messageDefaults, type Circumstances } from './incomingDefaults';
import type { PushContent } from './PushContent';

/** Ids travel as text in JSON, since some have 64 bits, and as bare digits in XML. */
const ID_ELEMENTS = new Set([
	'MsgId',
	'MsgID',
	'MsgDataId',
	'Idx',
	'bizmsgmenuid',
	'CreateTime',
	'MenuId',
	'publish_id',
]);

/** Elements that end a message, in the order of the official samples. */
const LAST = ['MsgId', 'MsgDataId', 'Idx', 'MediaId16K', 'bizmsgmenuid'];

/** Elements given through the control API, in the order to be written. */
export type GivenElements = Readonly<Record<string, XmlNode | undefined>>;

/**
 * Builds an event with the four common elements in front.
 *
 * @param openid of the follower the event is about
 * @param event value of `Event`, in the official letter case
 * @param given further elements; they may replace the common ones. Other elements of the event are not made up.
 */
export function eventContent(
	world: World,
	account: Account,
	openid: string,
	event: string,
	given: GivenElements = {},
): PushContent {
	const tree = { ...commonElements(world, account, openid, 'event'), Event: event, ...bareIds(given) };
	return { openid, name: `event:${event}`, tree };
}

/** Like {@link eventContent}; elements that the event usually carries and that are not given are made up. */
export function completedEvent(
	world: World,
	account: Account,
	openid: string,
	event: string,
	given: GivenElements,
): PushContent {
	return eventContent(world, account, openid, event, {
		...eventDefaults(event, circumstances(world, account, openid)),
		...given,
	});
}

/** Builds a message; elements that its type usually carries and that are not given are made up. */
export function completedMessage(
	world: World,
	account: Account,
	openid: string,
	msgType: string,
	given: GivenElements,
): PushContent {
	const elements = {
		...messageDefaults(msgType, circumstances(world, account, openid)),
		...given,
		MsgId: given.MsgId ?? world.ids.incomingMessageId(),
	};
	const inOrder = Object.entries(elements).sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
	const tree = {
		...commonElements(world, account, openid, msgType),
		...bareIds(Object.fromEntries(inOrder)),
	};
	return { openid, name: msgType, tree };
}

function circumstances({ ids, clock }: World, { appid }: Account, openid: string): Circumstances {
	return { ids, appid, openid, now: clock.nowSeconds() };
}

function commonElements(world: World, account: Account, openid: string, msgType: string): XmlTree {
	return {
		ToUserName: account.originalId,
		FromUserName: openid,
		CreateTime: world.clock.nowSeconds(),
		MsgType: msgType,
	};
}

function bareIds(given: GivenElements): XmlTree {
	const entries = Object.entries(given).map(([name, value]): [string, XmlNode | undefined] => {
		const isId = ID_ELEMENTS.has(name) && typeof value === 'string' && /^(?:0|[1-9]\d*)$/.test(value);
		return [name, isId ? BigInt(value) : value];
	});
	return Object.fromEntries(entries);
}
