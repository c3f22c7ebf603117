import type { Button } from '../areas/menu/menuData';
import type { ChatEntry } from '../phone/chat';
import type { Delivery } from '../push/Delivery';
import type { CallRecord } from '../server/CallRecord';
import type { Fault } from '../server/Fault';
import type { Account, Follower } from '../state/Account';

/** An account in the list to choose from. */
export type AccountName = Pick<Account, 'appid' | 'originalId' | 'kind'>;

/** The chosen account. Its secrets are not in here. */
export interface AccountOnPage extends AccountName {
	mode: Account['mode'];
	callbackUrl: string | null;
	openPlatform: boolean;
	receiptDelayMs: number;
	/** How many people it has; the list is truncated. */
	known: number;
	people: Follower[];
	/** Conversations of the people whose phones are open, by openid. */
	chats: Record<string, ChatEntry[]>;
	/** Until when each of them sees that the account is typing, in Unix milliseconds. */
	typing: Record<string, number>;
	/** The account's menu as each of them sees it, by openid; empty without menu. */
	menus: Record<string, Button[]>;
	/** Data from single areas about it. */
	areas: Record<string, unknown>;
}

/** Everything that the page draws. */
export interface PageView {
	/** The platform's time in Unix milliseconds. */
	clock: { now: number; frozen: boolean };
	accounts: AccountName[];
	account: AccountOnPage | null;
	faults: Fault[];
	/** Newest first; the id counts from the beginning. */
	calls: (CallRecord & { id: number })[];
	/** Newest first. */
	deliveries: Delivery[];
	unknownRoutes: { route: string; calls: number }[];
}
