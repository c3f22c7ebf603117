import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';

const NOT_LATEST =
	'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r';
/** The format of the platform's tokens. */
const TOKEN_FORM = /^[A-Za-z0-9_-]{64,512}$/;

/**
 * Finds the account that a call's access token belongs to.
 *
 * @param value of the query parameter, null when missing
 * @throws ApiError 41001 missing, 40014 not a token at all, 42001 past its own end, 40001 unknown, replaced or revoked
 */
export function checkToken(world: World, value: string | null): Account {
	if (!value) throw new ApiError(41001);
	const token = world.store.tokens.get(value);
	if (!token) throw TOKEN_FORM.test(value) ? new ApiError(40001, NOT_LATEST) : new ApiError(40014);
	const now = world.clock.now();
	if (now >= token.expiresAtMs) throw new ApiError(42001);
	const account = world.store.accounts.get(token.appid);
	if (!account || (token.deadFromMs !== null && now >= token.deadFromMs))
		throw new ApiError(40001, NOT_LATEST);
	return account;
}
