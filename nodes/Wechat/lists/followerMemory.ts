import { concernsTheOther, singleFlight } from '../../../core/api/singleFlight';
import { BoundedMap } from '../../../core/state/BoundedMap';
import { ExpiringMap } from '../../../core/state/ExpiringMap';
import { processStore } from '../../../core/state/processStore';
import type { Connection } from '../../transport/connectAccount';
import type { SearchableEntry } from './readList';

/** Long enough for typing and scrolling, short enough that a list opened again shows new followers. */
const KEPT_MS = 60_000;
const MOST_ACCOUNTS = 20;
/** More than anybody scrolls through; further pages are read again each time. */
const MOST_PAGES = 20;

/** The followers of one account, as far as the list needs them. */
export interface KnownFollowers {
	/** OpenIDs, newest first, one per line, which takes a third of the memory of an array of strings. */
	readonly newestFirst: string;
	/** Names of tags by id. */
	readonly tags: ReadonlyMap<number, string>;
	/** Entries of the editor's list, by the offset of the first one. */
	readonly pages: Map<string, SearchableEntry[]>;
}

/** By account. The editor calls again for every typed letter, and WeChat allows 500 reads of the list a day. */
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
 * Returns the followers of an account, and reads them at most once a minute.
 *
 * @param connection the account
 * @param read returns OpenIDs, oldest first, and names of tags
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
 * Returns the known OpenIDs of an account.
 *
 * @returns newest first
 */
export function openidsIn({ newestFirst }: KnownFollowers): string[] {
	return newestFirst === '' ? [] : newestFirst.split('\n');
}
