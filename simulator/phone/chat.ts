import type { XmlElement } from '../../core/protocol/readXml';
import type { XmlTree } from '../../core/protocol/writeXml';
import { endTyping } from '../areas/customerService/windows';
import type { Delivery } from '../push/Delivery';
import type { Json } from '../server/printJson';
import type { Account } from '../state/Account';
import { accountSlot } from '../state/accountSlot';
import { addToRing, createRing, readRing, type Ring } from '../state/ring';
import type { World } from '../World';

const ENTRIES_KEPT = 100;
/** Limits memory when a message goes to a million people; the conversation that began first is forgotten. */
const CHATS_KEPT = 10_000;

/** What WeChat shows in a conversation when the account's server fails. */
const FAULT_LINE = '该公众号提供的服务出现故障，请稍后再试';

/** One entry of a conversation as the person's phone shows it. Plain data. */
export interface ChatEntry {
	/** Unix milliseconds on the platform's clock. */
	atMs: number;
	from: 'person' | 'account' | 'system';
	/** `MsgType` of messages and replies, `event:…`, `template`, `fault`; areas add kinds of their own. */
	kind: string;
	/** Elements of the message or reply, or data of the kind's area. */
	content: Json | XmlElement | XmlTree;
}

interface Chats {
	byOpenid: Map<string, Ring<ChatEntry>>;
}

const chats = accountSlot<Chats>('chats', () => ({ byOpenid: new Map() }));

/** Adds an entry to the conversation between an account and a person. */
export function showOnPhone(
	world: World,
	account: Account,
	openid: string,
	entry: Omit<ChatEntry, 'atMs'>,
): void {
	const { byOpenid } = chats(account);
	let chat = byOpenid.get(openid);
	if (!chat) {
		byOpenid.set(openid, (chat = createRing(ENTRIES_KEPT)));
		const [first] = byOpenid.size > CHATS_KEPT ? byOpenid.keys() : [];
		if (first !== undefined) byOpenid.delete(first);
	}
	addToRing(chat, { atMs: world.clock.now(), ...entry });
}

/** The newest entries of a conversation, oldest first. */
export function readChat(account: Account, openid: string): ChatEntry[] {
	const chat = chats(account).byOpenid.get(openid);
	return chat ? readRing(chat) : [];
}

/**
 * Shows the result of a push: the passive reply, or the line about the faulty service.
 *
 * Of the articles in a reply to a message, only the first one is shown, since 2018-10-12; of those in a reply to an event, the first eight.
 */
export function showDelivery(world: World, account: Account, delivery: Delivery): void {
	if (delivery.forged) return;
	if (delivery.faultShownToUser) {
		showOnPhone(world, account, delivery.openid, { from: 'system', kind: 'fault', content: FAULT_LINE });
	}
	const reply = delivery.outcome === 'replied' ? delivery.attempts.at(-1)?.reply : null;
	if (!reply) return;
	endTyping(account, delivery.openid);
	showOnPhone(world, account, delivery.openid, {
		from: 'account',
		kind: typeof reply.MsgType === 'string' ? reply.MsgType : '',
		content: withFirstArticles(reply, delivery.name.startsWith('event:') ? 8 : 1),
	});
}

function withFirstArticles(reply: XmlElement, most: number): XmlElement {
	const { Articles } = reply;
	if (typeof Articles !== 'object' || Array.isArray(Articles)) return reply;
	if (!Array.isArray(Articles.item)) return reply;
	const item = Articles.item.slice(0, most);
	return { ...reply, ArticleCount: String(item.length), Articles: { item } };
}
