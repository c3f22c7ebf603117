import type { Renewal } from '../errors/WechatErrors';

/**
 * What is known of renewals that were forced because WeChat had refused a token. It is stored with the token, so that it reaches every
 * process and survives restarts.
 */
export interface ForcedRenewals {
	/** When they took place in the last 24 hours, Unix milliseconds, oldest first. */
	times: readonly number[];
	/** How many of the latest ones in a row yielded a token that was never accepted. */
	inVain: number;
}

/** The kinds of token sources. */
export type TokenKind = 'stable' | 'classic' | 'service';

/** How often a source may be asked for another token after a refusal. */
interface Pace {
	/** Pause after a renewal that helped; WeChat ignores a second one within 30 seconds. */
	firstMs: number;
	/** The pause becomes four times as long after each renewal in vain, up to this. */
	longestMs: number;
	perDay: number;
}

/**
 * Stable: WeChat allows 20 a day, and each of them invalidates the token of every other program, so half of them are left to those.
 * Classic: each new token invalidates the previous one, and a test account gets 200 a day. Service: it belongs to the user; the limit only
 * saves it one request for every failing call.
 */
const PACES: Readonly<Record<TokenKind, Pace>> = {
	stable: { firstMs: 30_000, longestMs: 14_400_000, perDay: 10 },
	classic: { firstMs: 30_000, longestMs: 14_400_000, perDay: 50 },
	service: { firstMs: 1_000, longestMs: 60_000, perDay: Infinity },
};

const GROWTH = 4;
/** A sliding window, not a calendar day: otherwise two days' renewals could be used up within minutes around midnight. */
const DAY_MS = 86_400_000;
/** More than any limit above counts. */
const KEPT = 50;

/** No renewal was forced so far. */
export const NEVER_FORCED: ForcedRenewals = { times: [], inVain: 0 };

/**
 * Tells when a renewal may be forced again.
 *
 * @param forced what is known of earlier ones
 * @param kind of token source
 * @param now Unix milliseconds
 * @returns Unix milliseconds; in the past when it may be forced now
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

/** Merges what the store and this process know; either may be out of date. */
export function mergeForced(one: ForcedRenewals, other: ForcedRenewals, now: number): ForcedRenewals {
	const both = [current(one, now), current(other, now)];
	const times = [...new Set(both.flatMap((known) => known.times))].sort((a, b) => a - b).slice(-KEPT);
	const knowing = both.filter((known) => known.times.at(-1) === times.at(-1));
	return { times, inVain: Math.min(...knowing.map(({ inVain }) => inVain)) };
}

/** Whether both are equal. */
export function sameForced(one: ForcedRenewals, other: ForcedRenewals): boolean {
	return writeForced(one) === writeForced(other);
}

/** Writes the renewals as text for the store, e.g. `1790000000000,1790000030000/2`. */
export function writeForced({ times, inVain }: ForcedRenewals): string {
	return times.length === 0 ? '' : `${times.join(',')}/${inVain}`;
}

/**
 * Reads what `writeForced` wrote.
 *
 * @param text from the store; any other text, damaged or of another kind, counts as none. Earlier versions stored a single time without a
 *   count.
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
 * Summarizes a renewal, for the error when the new token is refused as well.
 *
 * @param replaced whether the new token differs from the refused one
 * @param forced what is known of forced renewals
 * @param kind of token source
 * @param now Unix milliseconds
 */
export function renewalOf(replaced: boolean, forced: ForcedRenewals, kind: TokenKind, now: number): Renewal {
	const mostForced = PACES[kind].perDay;
	return {
		replaced,
		// A service may be asked any number of times, so nothing is counted.
		forced: mostForced === Infinity ? 0 : current(forced, now).times.length,
		mostForced,
		nextForceAt: nextForceAt(forced, kind, now),
	};
}

/** Drops times that are a day old, and times in the future: these are from before a clock was set back, so when they were is unknown. */
function current({ times, inVain }: ForcedRenewals, now: number): ForcedRenewals {
	const known = times.filter((time) => time <= now && now - time < DAY_MS);
	return { times: known, inVain: known.length === 0 ? 0 : inVain };
}
