import { BoundedMap } from '../../../core/state/BoundedMap';
import { processStore } from '../../../core/state/processStore';
import { createLateReplies, type LateReplies } from '../../../core/push/createLateReplies';

/** How long a late answer is kept. */
export const KEEP_MS = 30 * 60_000;

const LIMITS = {
	keepMs: KEEP_MS,
	expectMs: 5 * 60_000,
	maxFollowers: 1_000,
	maxReplies: 20,
	maxCharacters: 4_000_000,
};

/** Accounts with late replies; the one that has been idle longest loses them. */
const MAX_ACCOUNTS = 200;

const accounts = processStore({
	name: 'late answers that followers collect',
	bound: `20 replies of a follower for 30 minutes, 1000 followers and 4000000 characters of an account, ${MAX_ACCOUNTS} accounts, the latest ones`,
	elsewhere: 'has none of them: the collecting message starts an execution',
	create: () => new BoundedMap<LateReplies>(MAX_ACCOUNTS),
	size: (known) => {
		const all = [...known.values()];
		const most = (count: (replies: LateReplies) => number) => Math.max(0, ...all.map(count));
		return {
			accounts: known.size,
			followersOfOne: most(({ size }) => size),
			charactersOfOne: most(({ characters }) => characters),
		};
	},
});

/**
 * The late replies of an account, kept until their followers collect them.
 *
 * @param account identifies trigger and account
 */
export function lateRepliesOf(account: string): LateReplies {
	const replies = accounts().get(account) ?? createLateReplies(LIMITS);
	accounts().set(account, replies);
	return replies;
}
