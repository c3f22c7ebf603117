import { ApiError } from '../errors/ApiError';
import type { JsonObject } from '../server/printJson';

const MAX_PAGE = 20;

/**
 * Reads one page of a list with `offset` and `count` (1 to 20), for drafts, published articles and material.
 *
 * @param json body of the call
 * @param all the complete list, in order
 * @param show prints one entry
 * @throws ApiError 40097 offset or count
 */
export function readPage<Entry>(
	{ offset, count }: Readonly<Record<string, unknown>>,
	all: readonly Entry[],
	show: (entry: Entry) => JsonObject,
): JsonObject {
	if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0) throw new ApiError(40097);
	if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MAX_PAGE)
		throw new ApiError(40097);
	const item = all.slice(offset, offset + count).map(show);
	return { total_count: all.length, item_count: item.length, item };
}
