import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import { qrData } from './qrData';

const MAX_BYTES = 4096;
const MAX_SECONDS = 2_592_000;
const KEY_LENGTH = 15;

type Fields = Readonly<Record<string, unknown>>;

/**
 * `shorten/gen`: keeps a text under a key of 15 letters and digits.
 *
 * @throws ApiError 47003 no text or lifetime, 9410010 above 4 KB, 9410011 above 30 days
 */
export function shorten(
	{ ids, clock }: World,
	account: Account,
	{ long_data: longData, expire_seconds: seconds = MAX_SECONDS }: Fields,
): JsonObject {
	if (typeof longData !== 'string' || longData === '')
		throw new ApiError(47003, 'argument invalid! long_data is missing');
	if (Buffer.byteLength(longData) > MAX_BYTES) throw new ApiError(9410010);
	if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1)
		throw new ApiError(47003, 'argument invalid! expire_seconds');
	if (seconds > MAX_SECONDS) throw new ApiError(9410011);
	const short_key = ids.alphanumeric(KEY_LENGTH);
	qrData(account).shortKeys.set(short_key, {
		longData,
		createTime: clock.nowSeconds(),
		expiresAtMs: clock.now() + seconds * 1000,
	});
	return { ...OK, short_key };
}

/**
 * `shorten/fetch`: the text with the seconds it has left.
 *
 * @throws ApiError 9410012 unknown, expired or of another account
 */
export function fetchLong({ clock }: World, account: Account, { short_key: key }: Fields): JsonObject {
	const found = typeof key === 'string' ? qrData(account).shortKeys.get(key) : undefined;
	if (!found || found.expiresAtMs <= clock.now()) throw new ApiError(9410012);
	return {
		...OK,
		long_data: found.longData,
		create_time: found.createTime,
		expire_seconds: Math.ceil((found.expiresAtMs - clock.now()) / 1000),
	};
}
