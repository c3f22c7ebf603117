import { BlockList, isIPv6 } from 'node:net';
import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { World } from '../../World';

/** The credentials of a caller of a token endpoint. Values that are not strings count as missing. */
export interface TokenClaim {
	grantType: unknown;
	appid: unknown;
	secret: unknown;
	remoteAddress: string;
}

/**
 * Performs the checks that both token endpoints make before they issue a token.
 *
 * @returns the account
 * @throws ApiError 41002, 41004, 40002, 40013, the account's own `tokenRefusal`, 40243, 40001, 40125, 40164
 */
export function checkCaller(world: World, claim: TokenClaim): Account {
	const { appid, secret } = claim;
	if (typeof appid !== 'string' || appid === '') throw new ApiError(41002);
	if (typeof secret !== 'string' || secret === '') throw new ApiError(41004);
	if (claim.grantType !== 'client_credential') throw new ApiError(40002);
	const account = world.store.accounts.get(appid);
	if (!account) throw new ApiError(40013);
	if (account.secretFrozen) throw new ApiError(40243);
	if (secret !== account.secret) throw wrongSecret(world, secret);
	checkAddress(account, claim.remoteAddress);
	if (account.tokenRefusal !== null) throw new ApiError(account.tokenRefusal);
	return account;
}

/** The secret of another account is `invalid credential`, anything else no secret at all. */
function wrongSecret(world: World, secret: string): ApiError {
	for (const account of world.store.accounts.values()) {
		if (account.secret === secret) return new ApiError(40001);
	}
	return new ApiError(40125);
}

function checkAddress(account: Account, remoteAddress: string): void {
	if (account.ipAllowlist === null) return;
	const address = account.egressIp ?? remoteAddress;
	if (allowList(account.ipAllowlist).check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return;
	const shown = isIPv6(address) ? `${address} ipv6 ${address}` : `${address} ipv6 ::ffff:${address}`;
	throw new ApiError(40164, `invalid ip ${shown}, not in whitelist`);
}

function allowList(entries: readonly string[]): BlockList {
	const list = new BlockList();
	for (const entry of entries) {
		const [address = '', prefix] = entry.split('/');
		const family = isIPv6(address) ? 'ipv6' : 'ipv4';
		if (prefix === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(prefix), family);
	}
	return list;
}
