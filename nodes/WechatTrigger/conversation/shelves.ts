import { createReplyShelf, type ReplyShelf } from '../../../core/push/createReplyShelf';

/** How long a late answer is kept. */
export const KEEP_MS = 30 * 60_000;

const LIMITS = { keepMs: KEEP_MS, expectMs: 5 * 60_000, maxFollowers: 1_000, maxReplies: 20 };

/** Accounts with a shelf; the one that has been quiet longest loses it. */
const MAX_ACCOUNTS = 200;

/** By trigger and account, in the order of use. They live in the memory of this process. */
const shelves = new Map<string, ReplyShelf>();

/**
 * The shelf on which late answers of an account wait for their followers.
 *
 * @param account names trigger and account
 */
export function shelfOf(account: string): ReplyShelf {
	const shelf = shelves.get(account) ?? createReplyShelf(LIMITS);
	shelves.delete(account);
	for (const quietest of shelves.keys()) {
		if (shelves.size < MAX_ACCOUNTS) break;
		shelves.delete(quietest);
	}
	shelves.set(account, shelf);
	return shelf;
}
