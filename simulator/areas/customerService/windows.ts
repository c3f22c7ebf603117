import type { PushContent } from '../../push/PushContent';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { ApiError } from '../../errors/ApiError';

const MINUTE_MS = 60_000;
const TWO_DAYS_MS = 48 * 60 * MINUTE_MS;

/** An action of a person that lets the account write to them. */
export type Occasion = 'message' | 'menu' | 'follow' | 'scan' | 'payment';

/** How long the account may write after an action, and how often; null: without limit. */
const ALLOWANCES: Readonly<Record<Occasion, { lastsMs: number; messages: number | null }>> = {
	message: { lastsMs: TWO_DAYS_MS, messages: 5 },
	menu: { lastsMs: MINUTE_MS, messages: 3 },
	follow: { lastsMs: MINUTE_MS, messages: 3 },
	scan: { lastsMs: MINUTE_MS, messages: 3 },
	payment: { lastsMs: TWO_DAYS_MS, messages: null },
};

const MENU_EVENTS = ['CLICK', 'scancode_push', 'scancode_waitmsg'];

/** A period in which the account may write to a person. */
export interface Window {
	occasion: Occasion;
	/** Unix milliseconds. */
	endsAtMs: number;
	/** Messages left; null: no limit. */
	left: number | null;
}

/** The customer service state of one person. */
export interface Contact {
	windows: Window[];
	/** Unix milliseconds of the last message in either direction; null when there was none. */
	exchangedAtMs: number | null;
	/** Until when the account is shown as typing. */
	typingUntilMs: number;
}

const contacts = accountSlot('contacts', () => ({ byOpenid: new Map<string, Contact>() }));

/** The person's state; a new one when there was none. */
export function contactOf(account: Account, openid: string): Contact {
	const { byOpenid } = contacts(account);
	let contact = byOpenid.get(openid);
	if (!contact) byOpenid.set(openid, (contact = { windows: [], exchangedAtMs: null, typingUntilMs: 0 }));
	return contact;
}

/** Everybody who has been in contact with the account, by openid. */
export function contactsOf(account: Account): ReadonlyMap<string, Contact> {
	return contacts(account).byOpenid;
}

/** Until when the phones of these people show that the account is typing, in Unix milliseconds; others are left out. */
export function typingTimes(
	account: Account,
	openids: readonly string[],
	nowMs: number,
): Record<string, number> {
	const known = openids.map(
		(openid) => [openid, contactsOf(account).get(openid)?.typingUntilMs ?? 0] as const,
	);
	return Object.fromEntries(known.filter(([, untilMs]) => untilMs > nowMs));
}

/** Ends the typing state, since the account has sent something. */
export function endTyping(account: Account, openid: string): void {
	const contact = contactsOf(account).get(openid);
	if (contact) contact.typingUntilMs = 0;
}

/** Opens, renews or closes windows after an action of the person. */
export function meetPerson(account: Account, { openid, tree }: PushContent, nowMs: number): void {
	if (tree.Event === 'unsubscribe') {
		contacts(account).byOpenid.delete(openid);
		return;
	}
	const occasion = occasionOf(tree);
	if (occasion) openWindow(account, openid, occasion, nowMs);
	if (tree.MsgType !== 'event') contactOf(account, openid).exchangedAtMs = nowMs;
}

/** Opens a window; it replaces an earlier one of the same action, whose messages are not added. */
export function openWindow(account: Account, openid: string, occasion: Occasion, nowMs: number): void {
	const contact = contactOf(account, openid);
	const { lastsMs, messages } = ALLOWANCES[occasion];
	const others = contact.windows.filter((window) => window.occasion !== occasion && window.endsAtMs > nowMs);
	contact.windows = [...others, { occasion, endsAtMs: nowMs + lastsMs, left: messages }];
}

/**
 * Counts one message against the window that ends first.
 *
 * @throws ApiError 45015 outside every window, 45047 when their messages are used up
 */
export function spendMessage(account: Account, openid: string, nowMs: number): void {
	const contact = contactsOf(account).get(openid);
	const open = contact?.windows.filter(({ endsAtMs }) => endsAtMs > nowMs) ?? [];
	if (!contact || open.length === 0) throw new ApiError(45015);
	const [window] = open.filter(({ left }) => left !== 0).sort((a, b) => a.endsAtMs - b.endsAtMs);
	if (!window) throw new ApiError(45047);
	if (window.left !== null) window.left -= 1;
	contact.exchangedAtMs = nowMs;
	contact.typingUntilMs = 0;
}

function occasionOf(tree: PushContent['tree']): Occasion | null {
	// A choice from a msgmenu arrives as a text, but counts as a menu click.
	if (tree.MsgType !== 'event') return tree.bizmsgmenuid === undefined ? 'message' : 'menu';
	if (tree.Event === 'subscribe') return 'follow';
	if (tree.Event === 'SCAN') return 'scan';
	return MENU_EVENTS.includes(String(tree.Event)) ? 'menu' : null;
}
