import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';
import type { Account } from '../state/Account';
import type { World } from '../World';
import { eventDefaults, messageDefaults, type Circumstances } from './incomingDefaults';
import type { PushContent } from './PushContent';

/** 64-bit ids travel as text in JSON and as bare digits in XML. */
const ID_ELEMENTS = new Set(['MsgId', 'MsgID', 'MsgDataId', 'CreateTime', 'MenuId', 'publish_id']);

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

/** Builds a message; elements that its type usually carries and that are not given are made up, MsgId comes last. */
export function completedMessage(
	world: World,
	account: Account,
	openid: string,
	msgType: string,
	given: GivenElements,
): PushContent {
	const { MsgId = world.ids.incomingMessageId(), ...elements } = {
		...messageDefaults(msgType, circumstances(world, account, openid)),
		...given,
	};
	const tree = { ...commonElements(world, account, openid, msgType), ...bareIds({ ...elements, MsgId }) };
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
		const isId = ID_ELEMENTS.has(name) && typeof value === 'string' && /^\d+$/.test(value);
		return [name, isId ? BigInt(value) : value];
	});
	return Object.fromEntries(entries);
}
