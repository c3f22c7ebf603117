import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { generatedCount, generatedIndex, generatedOpenids } from './generatedFollowers';
import { openidPage } from './pageOpenids';

const PAGE = 10_000;

/**
 * Returns one page of `user/get`: people in the order in which they became known, then the generated ones.
 *
 * @param after openid after which the page begins; empty for the first page
 * @throws ApiError 40003 when `after` follows nobody
 */
export function listFollowers(account: Account, after: string): JsonObject {
	const known = [...account.followers.values()]
		.filter(({ subscribed }) => subscribed)
		.map(({ openid }) => openid);
	const start = after === '' ? 0 : placeOf(account, known, after) + 1;
	const page = known.slice(start, start + PAGE);
	const from = Math.max(0, start - known.length);
	page.push(...generatedOpenids(account, from, from + PAGE - page.length));
	return { total: known.length + generatedCount(account), ...openidPage(page) };
}

function placeOf(account: Account, known: readonly string[], openid: string): number {
	const place = known.indexOf(openid);
	if (place >= 0) return place;
	const index = generatedIndex(account, openid);
	if (index === undefined) throw new ApiError(40003);
	return known.length + index;
}
