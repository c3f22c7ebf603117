import type { Renewal } from '../errors/WechatErrors';

/**
 * What is known of the renewals that were forced because the platform had refused a token. Kept with the token, so that every
 * process and every restart knows of them.
 */
export interface ForcedRenewals {
	/** Unix milliseconds of those of the last 24 hours, oldest first. */
	times: readonly number[];
	/** How many of the latest ones in a row gave no token that was ever accepted. */
	inVain: number;
}

/** The kinds of token sources. */
export type TokenKind = 'stable' | 'classic' | 'service';

/** How often a source may be asked for another token because one was refused. */
interface Pace {
	/** After a renewal that helped; the platform ignores a second one within 30 seconds. */
	firstMs: number;
	/** The pause is four times as long after each renewal in vain, up to this. */
	longestMs: number;
	perDay: number;
}

/**
 * Stable: the platform allows 20 a day, and each of them ends the token of every other program; half of them are left for those
 * programs. Classic: each new token ends the one before, and a test account gets 200 a day. A service belongs to the user: the
 * limit only saves it a request for every call that fails.
 */
const PACES: Readonly<Record<TokenKind, Pace>> = {
	stable: { firstMs: 30_000, longestMs: 14_400_000, perDay: 10 },
	classic: { firstMs: 30_000, longestMs: 14_400_000, perDay: 50 },
	service: { firstMs: 1_000, longestMs: 60_000, perDay: Infinity },
};

const GROWTH = 4;
/** Any 24 hours, not a calendar day: two days' renewals within minutes, around a midnight, are impossible. */
const DAY_MS = 86_400_000;
/** More than any pace counts. */
const KEPT = 50;

/** Nothing was forced so far. */
export const NEVER_FORCED: ForcedRenewals = { times: [], inVain: 0 };

/**
 * When a renewal may be forced again.
 *
 * @param forced what is known of earlier ones
 * @param kind of token source
 * @param now Unix milliseconds
 * @returns Unix milliseconds, in the past when it may be forced now
 */
export function nextForceAt(forced: ForcedRenewals, kind: TokenKind, now: number): number {
	const { times, inVain } = current(forced, now);
	const { firstMs, longestMs, perDay } = PACES[kind];
	const last = times.at(-1);
	if (last === undefined) return 0;
	const pause = Math.min(firstMs * GROWTH ** Math.max(inVain - 1, 0), longestMs);
	const oldest = times.at(-perDay);
	return Math.max(last + pause, oldest === undefined ? 0 : oldest + DAY_MS);
}

/** Adds a renewal, which counts as in vain until its token is accepted. */
export function withForced(forced: ForcedRenewals, now: number): ForcedRenewals {
	const { times, inVain } = current(forced, now);
	return { times: [...times, now].slice(-KEPT), inVain: inVain + 1 };
}

/** Notes that the token of the last renewal was accepted: the pauses start over, the day's count stays. */
export function withAccepted(forced: ForcedRenewals): ForcedRenewals {
	return { ...forced, inVain: 0 };
}

/** Merges what the store and this process know: either may be behind the other. */
export function mergeForced(one: ForcedRenewals, other: ForcedRenewals, now: number): ForcedRenewals {
	const both = [current(one, now), current(other, now)];
	const times = [...new Set(both.flatMap((known) => known.times))].sort((a, b) => a - b).slice(-KEPT);
	const knowing = both.filter((known) => known.times.at(-1) === times.at(-1));
	return { times, inVain: Math.min(...knowing.map(({ inVain }) => inVain)) };
}

/** Whether both say the same of the renewals. */
export function sameForced(one: ForcedRenewals, other: ForcedRenewals): boolean {
	return writeForced(one) === writeForced(other);
}

/** Writes the renewals as text for the store, e.g. `1790000000000,1790000030000/2`. */
export function writeForced({ times, inVain }: ForcedRenewals): string {
	return times.length === 0 ? '' : `${times.join(',')}/${inVain}`;
}

/**
 * Reads what `writeForced` has written.
 *
 * @param text from the store; any other text, damaged or of another kind, counts as none. Earlier versions stored a single time
 *   without a count.
 */
export function readForced(text: string): ForcedRenewals {
	const [, list = '', count = '1'] = /^(\d{13}(?:,\d{13})*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
	if (list === '') return NEVER_FORCED;
	return {
		times: list
			.split(',')
			.map(Number)
			.sort((a, b) => a - b),
		inVain: Number(count),
	};
}

/**
 * Sums up the result of a renewal, for the error that a call ends with when its next token is refused as well.
 *
 * @param replaced whether another token came than the refused one
 * @param forced what is known of forced renewals
 * @param kind of token source
 * @param now Unix milliseconds
 */
export function renewalOf(replaced: boolean, forced: ForcedRenewals, kind: TokenKind, now: number): Renewal {
	const mostForced = PACES[kind].perDay;
	return {
		replaced,
		// A service may be asked any number of times: there is nothing to count.
		forced: mostForced === Infinity ? 0 : current(forced, now).times.length,
		mostForced,
		nextForceAt: nextForceAt(forced, kind, now),
	};
}

/** Leaves out what is a day old, and what lies in the future: then a clock was set back, and nobody knows when it was. */
function current({ times, inVain }: ForcedRenewals, now: number): ForcedRenewals {
	const known = times.filter((time) => time <= now && now - time < DAY_MS);
	return { times: known, inVain: known.length === 0 ? 0 : inVain };
}
