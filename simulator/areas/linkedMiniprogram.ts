import { ApiError } from '../errors/ApiError';
import type { Account, LinkedMiniprogram } from '../state/Account';

const APPID = /^wx[0-9a-f]{16}$/;

/**
 * Checks a mini program page that a message links to.
 *
 * @param pagepath may have a query; empty means the first page
 * @returns both as text
 * @throws ApiError 40013 no appid, 40166 not linked to the account, 40165 not a page of its released version
 */
export function checkMiniprogram(
	account: Account,
	appid: unknown,
	pagepath: unknown,
): { appid: string; pagepath: string } {
	if (typeof appid !== 'string' || !APPID.test(appid)) throw new ApiError(40013);
	const linked = findMiniprogram(account, appid);
	if (!linked) throw new ApiError(40166);
	const path = typeof pagepath === 'string' ? pagepath : '';
	const page = path.split('?')[0] ?? '';
	if (linked.pages && page !== '' && !linked.pages.includes(page)) throw new ApiError(40165);
	return { appid, pagepath: path };
}

/** @returns the mini program if it is linked to the account */
export function findMiniprogram(account: Account, appid: unknown): LinkedMiniprogram | undefined {
	return account.linkedMiniprograms.find((miniprogram) => miniprogram.appid === appid);
}
