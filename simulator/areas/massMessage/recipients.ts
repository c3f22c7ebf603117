import { ApiError } from '../../errors/ApiError';
import type { Account, Follower } from '../../state/Account';
import { dayNumber, monthNumber } from '../../state/beijingTime';
import { isRecord } from '../../isRecord';
import { checkTagId } from '../tags/manageTags';
import { massData, type Tally } from './massData';

const MIN_LIST = 2;
const MAX_LIST = 10_000;
const PER_MONTH = 4;

/** The chosen recipients, before filtering. */
export interface Audience {
	people: Follower[];
	toAll: boolean;
}

/**
 * Reads `filter` of `mass/sendall`.
 *
 * @throws ApiError 40152 no such tag, 47001 no filter
 */
export function readFilter(account: Account, filter: unknown): Audience {
	if (!isRecord(filter)) throw new ApiError(47001);
	const followers = [...account.followers.values()].filter(({ subscribed }) => subscribed);
	if (filter.is_to_all === true) return { people: followers, toAll: true };
	const tagId = readTag(account, filter.tag_id);
	return { people: followers.filter(({ tagIds }) => tagIds.includes(tagId)), toAll: false };
}

/**
 * Reads `touser` of `mass/send`.
 *
 * @throws ApiError 40031 no list, 40130 fewer than two, 40032 more than 10 000, 40003 an openid of nobody
 */
export function readList(account: Account, touser: unknown): Audience {
	if (!Array.isArray(touser)) throw new ApiError(40031);
	if (touser.length < MIN_LIST) throw new ApiError(40130);
	if (touser.length > MAX_LIST) throw new ApiError(40032);
	const people = touser.map((openid: unknown) => {
		const follower = typeof openid === 'string' ? account.followers.get(openid) : undefined;
		if (!follower) throw new ApiError(40003);
		return follower;
	});
	return { people: [...new Set(people)], toAll: false };
}

/**
 * Counts one send against the account's limit: once a day for subscription accounts, four times a month to all for service accounts.
 *
 * @throws ApiError 45028 limit reached
 */
export function spendSend(account: Account, { toAll }: Audience, nowMs: number): void {
	const bySubscription = account.kind === 'subscription-certified';
	if (!bySubscription && !toAll) return;
	const tally = current(massData(account).spent, bySubscription ? dayNumber(nowMs) : monthNumber(nowMs));
	if (tally.count >= (bySubscription ? 1 : PER_MONTH)) throw new ApiError(45028);
	massData(account).spent = { ...tally, count: tally.count + 1 };
}

/**
 * Leaves out people who cannot receive: not following, in the blacklist, or four mass messages received this month (service accounts).
 * Counts what the others receive.
 */
export function filterPeople(account: Account, { people }: Audience, nowMs: number): string[] {
	const { received } = massData(account);
	const month = monthNumber(nowMs);
	const capped = account.kind !== 'subscription-certified';
	const kept = people.filter(({ openid, subscribed, blacklisted }) => {
		const { count } = current(received.get(openid), month);
		return subscribed && !blacklisted && !(capped && count >= PER_MONTH);
	});
	for (const { openid } of kept)
		received.set(openid, { period: month, count: current(received.get(openid), month).count + 1 });
	return kept.map(({ openid }) => openid);
}

function current(tally: Tally | undefined, period: number): Tally {
	return tally?.period === period ? tally : { period, count: 0 };
}

function readTag(account: Account, tagId: unknown): number {
	try {
		return checkTagId(account, tagId);
	} catch (error) {
		if (error instanceof ApiError) throw new ApiError(40152);
		throw error;
	}
}
