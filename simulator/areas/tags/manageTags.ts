import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { isRecord } from '../../isRecord';
import { tagData, type Tag } from './tagData';

const MAX_TAGS = 100;
const MAX_NAME_CHARACTERS = 30;
const MAX_FANS_TO_DELETE = 100_000;
/** 未分组, 黑名单 and 星标: every account has them and cannot change them. */
const SYSTEM_TAGS: readonly number[] = [0, 1, 2];
const STARRED: Tag = { id: 2, name: '星标组' };

/** All tags with the number of their followers, as `tags/get` prints them. */
export function listTags(account: Account): JsonObject {
	const counts = new Map<number, number>();
	for (const { tagIds } of account.followers.values())
		for (const id of tagIds) counts.set(id, (counts.get(id) ?? 0) + 1);
	const tags = [STARRED, ...tagData(account).tags.values()].map(({ id, name }) => ({
		id,
		name,
		count: counts.get(id) ?? 0,
	}));
	return { tags };
}

/**
 * @param tag of the body: `{name}`
 * @throws ApiError 45157 no name or a name in use, 45158 over 30 characters, 45056 100 tags exist
 */
export function createTag(account: Account, tag: unknown): JsonObject {
	const data = tagData(account);
	const name = readName(account, tag, null);
	if (data.tags.size >= MAX_TAGS) throw new ApiError(45056);
	const created: Tag = { id: data.nextId, name };
	data.nextId += 1;
	data.tags.set(created.id, created);
	return { tag: { ...created } };
}

/**
 * @param tag of the body: `{id, name}`
 * @throws ApiError 45058 a system tag, 45159 no tag of the account, 45157, 45158
 */
export function renameTag(account: Account, tag: unknown): void {
	const found = findOwnTag(account, tag);
	found.name = readName(account, tag, found.id);
}

/**
 * Deletes a tag and removes it from everybody who has it.
 *
 * @param tag of the body: `{id}`
 * @throws ApiError 45058 a system tag, 45159 no tag of the account, 45057 more than 100 000 people have it
 */
export function deleteTag(account: Account, tag: unknown): void {
	const { id } = findOwnTag(account, tag);
	const tagged = [...account.followers.values()].filter(({ tagIds }) => tagIds.includes(id));
	if (tagged.length > MAX_FANS_TO_DELETE) throw new ApiError(45057);
	tagData(account).tags.delete(id);
	for (const follower of tagged) follower.tagIds = follower.tagIds.filter((tagId) => tagId !== id);
}

/**
 * @param id of an assignable tag: one of the account's own, or the star
 * @throws ApiError 45159
 */
export function checkTagId(account: Account, id: unknown): number {
	const tagId = readId(id);
	if (tagId !== STARRED.id && !tagData(account).tags.has(tagId)) throw new ApiError(45159);
	return tagId;
}

function findOwnTag(account: Account, tag: unknown): Tag {
	const id = readId(isRecord(tag) ? tag.id : undefined);
	if (SYSTEM_TAGS.includes(id)) throw new ApiError(45058);
	const found = tagData(account).tags.get(id);
	if (!found) throw new ApiError(45159);
	return found;
}

function readId(id: unknown): number {
	const value = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
	if (typeof value !== 'number' || !Number.isInteger(value)) throw new ApiError(45159);
	return value;
}

function readName(account: Account, tag: unknown, ownId: number | null): string {
	const name = isRecord(tag) ? tag.name : undefined;
	if (typeof name !== 'string' || name.trim() === '') throw new ApiError(45157);
	if ([...name].length > MAX_NAME_CHARACTERS) throw new ApiError(45158);
	const taken = [STARRED, ...tagData(account).tags.values()].some(
		(other) => other.name === name && other.id !== ownId,
	);
	if (taken) throw new ApiError(45157);
	return name;
}
