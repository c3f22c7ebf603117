import type { Area } from '../areas/Area';
import { typingTimes } from '../areas/customerService/windows';
import { menuFor } from '../areas/menu/conditionalMenus';
import { showClock } from '../control/showState';
import { readChat } from '../phone/chat';
import type { CallRecord } from '../server/CallRecord';
import { secretMasker } from '../server/maskSecrets';
import type { Account } from '../state/Account';
import { readRing, type Ring } from '../state/ring';
import type { World } from '../World';
import type { AccountName, AccountOnPage, PageView } from './PageView';

const CALLS_SHOWN = 80;
const PUSHES_SHOWN = 50;
const PEOPLE_SHOWN = 60;
/** Areas whose description the page draws. */
const DRAWN_AREAS = ['qrcode', 'subscription'];

/**
 * @param areas by name, for their data about the account
 * @param wanted the account shown on the page (null: the first one) and the people whose phones are open
 * @returns a {@link PageView} as JSON, secrets masked, 64-bit ids as text
 */
export function showPage(
	world: World,
	areas: Readonly<Record<string, Area>>,
	wanted: { appid: string | null; openids: readonly string[] },
): string {
	const { store } = world;
	const accounts = [...store.accounts.values()];
	const account = store.accounts.get(wanted.appid ?? '') ?? accounts[0];
	const view: PageView = {
		clock: showClock(world),
		accounts: accounts.map(nameAccount),
		account: account ? showAccount(world, areas, account, wanted.openids) : null,
		faults: store.faults,
		calls: newestCalls(store.calls),
		deliveries: readRing(store.deliveries, PUSHES_SHOWN).reverse(),
		unknownRoutes: [...store.unknownRoutes].map(([route, calls]) => ({ route, calls })),
	};
	const mask = secretMasker(store);
	return JSON.stringify(view, (_key, value: unknown) => {
		if (typeof value === 'bigint') return String(value);
		return typeof value === 'string' ? mask(value) : value;
	});
}

function nameAccount({ appid, originalId, kind }: Account): AccountName {
	return { appid, originalId, kind };
}

function showAccount(
	world: World,
	areas: Readonly<Record<string, Area>>,
	account: Account,
	openids: readonly string[],
): AccountOnPage {
	const { mode, callbackUrl, openPlatform, receiptDelayMs, followers } = account;
	const open = openids.flatMap((openid) => followers.get(openid) ?? []);
	const drawn = DRAWN_AREAS.map((name) => [name, areas[name]?.describe?.(account, world)] as const);
	return {
		...nameAccount(account),
		mode,
		callbackUrl,
		openPlatform,
		receiptDelayMs,
		known: followers.size,
		people: firstOf(followers.values(), PEOPLE_SHOWN),
		chats: Object.fromEntries(open.map(({ openid }) => [openid, readChat(account, openid)])),
		typing: typingTimes(account, openids, world.clock.now()),
		menus: Object.fromEntries(open.map((person) => [person.openid, menuFor(account, person) ?? []])),
		areas: Object.fromEntries(drawn.filter(([, description]) => description !== undefined)),
	};
}

function newestCalls(calls: Ring<CallRecord>): PageView['calls'] {
	const newest = readRing(calls, CALLS_SHOWN).reverse();
	return newest.map((call, index) => ({ id: calls.added - 1 - index, ...call }));
}

function firstOf<Item>(items: Iterable<Item>, limit: number): Item[] {
	const list: Item[] = [];
	for (const item of items) {
		if (list.length === limit) break;
		list.push(item);
	}
	return list;
}
