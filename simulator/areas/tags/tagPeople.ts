import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { findKnown } from '../users/findKnown';
import { pageOpenids } from '../users/pageOpenids';
import { readOpenidList } from '../users/readOpenidList';
import { checkTagId } from './manageTags';

const MAX_PEOPLE = 50;
const MAX_TAGS_OF_ONE = 20;
const PAGE = 10_000;

/**
 * Adds a tag to up to 50 people or removes it from them; all of them or none, except for people who do not follow.
 *
 * @param change add or remove
 * @throws ApiError 45159, 40031, 40032, 40003, 49003; 45059 when somebody would have more than 20 tags; 45171 with `fail_openid_list` when
 *   some of the people do not follow: the others are changed
 */
export function tagPeople(
	world: World,
	account: Account,
	json: Readonly<Record<string, unknown>>,
	change: 'add' | 'remove',
): void {
	const tagId = checkTagId(account, json.tagid);
	const people = readOpenidList(world, account, json.openid_list, MAX_PEOPLE);
	const followers = people.filter(({ subscribed }) => subscribed);
	const full = followers.some(({ tagIds }) => tagIds.length >= MAX_TAGS_OF_ONE && !tagIds.includes(tagId));
	if (change === 'add' && full) throw new ApiError(45059);
	for (const follower of followers) {
		const others = follower.tagIds.filter((id) => id !== tagId);
		follower.tagIds = change === 'add' ? [...others, tagId] : others;
	}
	const fail_openid_list = people.filter(({ subscribed }) => !subscribed).map(({ openid }) => openid);
	if (fail_openid_list.length > 0) throw new ApiError(45171, undefined, { fail_openid_list });
}

/**
 * One page of `user/tag/get`.
 *
 * @throws ApiError 45159, 40003 when `next_openid` does not have the tag
 */
export function listTagged(account: Account, json: Readonly<Record<string, unknown>>): JsonObject {
	const tagId = checkTagId(account, json.tagid);
	const tagged = [...account.followers.values()].filter(({ tagIds }) => tagIds.includes(tagId));
	return pageOpenids(tagged, typeof json.next_openid === 'string' ? json.next_openid : '', PAGE);
}

/** @throws ApiError 40003 */
export function listTagsOf(account: Account, openid: unknown): JsonObject {
	return { tagid_list: findKnown(account, openid).tagIds };
}
