import { ApiError } from '../../errors/ApiError';
import type { Follower } from '../../state/Account';

/** One page of a list of people, in the format of all such lists of the platform. */
export type OpenidPage =
	| { count: 0; next_openid: '' }
	| { count: number; data: { openid: string[] }; next_openid: string };

/**
 * @param people in the order of the list
 * @param after openid after which the page begins; empty for the first page
 * @param size number of people per page
 * @throws ApiError 40003 when `after` is not in the list
 */
export function pageOpenids(people: readonly Follower[], after: string, size: number): OpenidPage {
	const start = after === '' ? 0 : people.findIndex(({ openid }) => openid === after) + 1;
	if (after !== '' && start === 0) throw new ApiError(40003);
	return openidPage(people.slice(start, start + size).map((person) => person.openid));
}

/** A page of these OpenIDs. */
export function openidPage(openid: string[]): OpenidPage {
	if (openid.length === 0) return { count: 0, next_openid: '' };
	return { count: openid.length, data: { openid }, next_openid: openid.at(-1) ?? '' };
}
