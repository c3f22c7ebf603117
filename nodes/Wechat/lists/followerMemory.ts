import { concernsTheOther, singleFlight } from '../../../core/api/singleFlight';
import { BoundedMap } from '../../../core/state/BoundedMap';
import { ExpiringMap } from '../../../core/state/ExpiringMap';
import { processStore } from '../../../core/state/processStore';
import type { Connection } from '../../transport/connectAccount';
import type { SearchableEntry } from './readList';

/** Long enough for typing and scrolling; a list that is opened again shows new followers. */
const KEPT_MS = 60_000;
const MOST_ACCOUNTS = 20;
/** More than anybody scrolls through; pages beyond are read again. */
const MOST_PAGES = 20;

/** The followers of one account, as far as the list shows them. */
export interface KnownFollowers {
	/** OpenIDs, newest first, one a line: this takes a third of the memory of a list of texts. */
	readonly newestFirst: string;
	/** Names of tags by id. */
	readonly tags: ReadonlyMap<number, string>;
	/** Entries of the editor's list by the place of the first one. */
	readonly pages: Map<string, SearchableEntry[]>;
}

/** By account. The editor asks again for every letter that is typed, and WeChat allows 500 readings of the list a day. */
const known = processStore({
	name: 'followers that the list in the editor shows',
	bound: `50000 OpenIDs and ${MOST_PAGES} pages of an account for ${KEPT_MS / 1000} s, ${MOST_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'reads the list itself',
	create: () => ({
		held: new ExpiringMap<KnownFollowers>(MOST_ACCOUNTS),
		inFlight: new Map<string, Promise<KnownFollowers>>(),
	}),
	size: ({ held, inFlight }) => {
		const most = (count: (followers: KnownFollowers) => number) => Math.max(0, ...held.values.map(count));
		return {
			accounts: held.size,
			openidsOfOne: most((followers) => openidsIn(followers).length),
			pagesOfOne: most(({ pages }) => pages.size),
			readings: inFlight.size,
		};
	},
});

/**
 * Gives the followers of an account, and reads them only when that was a minute ago.
 *
 * @param connection the account
 * @param read gives OpenIDs, oldest first, and names of tags
 * @throws what `read` throws
 */
export async function rememberFollowers(
	{ account: { fingerprint }, now }: Connection,
	read: () => Promise<{ openids: readonly string[]; tags: ReadonlyMap<number, string> }>,
): Promise<KnownFollowers> {
	const { held, inFlight } = known();
	const before = held.get(fingerprint, now());
	if (before) return before;
	const readAll = async () => {
		const { openids, tags } = await read();
		const followers = {
			newestFirst: [...openids].reverse().join('\n'),
			tags,
			pages: new BoundedMap<SearchableEntry[]>(MOST_PAGES),
		};
		held.set(fingerprint, followers, now(), KEPT_MS);
		return followers;
	};
	return await singleFlight(inFlight, fingerprint, readAll, concernsTheOther);
}

/**
 * The OpenIDs that are known of an account.
 *
 * @returns newest first
 */
export function openidsIn({ newestFirst }: KnownFollowers): string[] {
	return newestFirst === '' ? [] : newestFirst.split('\n');
}
