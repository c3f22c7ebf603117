import { BoundedMap } from '../../../core/state/BoundedMap';
import { processStore } from '../../../core/state/processStore';
import { createReplyShelf, type ReplyShelf } from '../../../core/push/createReplyShelf';

/** How long a late answer is kept. */
export const KEEP_MS = 30 * 60_000;

const LIMITS = {
	keepMs: KEEP_MS,
	expectMs: 5 * 60_000,
	maxFollowers: 1_000,
	maxReplies: 20,
	maxCharacters: 4_000_000,
};

/** Accounts with a shelf; the one that has been quiet longest loses it. */
const MAX_ACCOUNTS = 200;

const shelves = processStore({
	name: 'late answers that followers collect',
	bound: `20 replies of a follower for 30 minutes, 1000 followers and 4000000 characters of an account, ${MAX_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'has none of them: the collecting message starts an execution',
	create: () => new BoundedMap<ReplyShelf>(MAX_ACCOUNTS),
	size: (accounts) => {
		const all = [...accounts.values()];
		const most = (count: (shelf: ReplyShelf) => number) => Math.max(0, ...all.map(count));
		return {
			accounts: accounts.size,
			followersOfOne: most(({ size }) => size),
			charactersOfOne: most(({ characters }) => characters),
		};
	},
});

/**
 * The shelf on which late answers of an account wait for their followers.
 *
 * @param account names trigger and account
 */
export function shelfOf(account: string): ReplyShelf {
	const shelf = shelves().get(account) ?? createReplyShelf(LIMITS);
	shelves().set(account, shelf);
	return shelf;
}
