import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import { spendQuota } from '../../server/quota';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { oauthOf, type Grant, type Identity } from './oauthData';
import { ACCESS_LIFE_MS, PER_MINUTE, REFRESH_LIFE_MS } from './oauthRules';

const VIRTUAL_NICKNAME = '微信用户';
const VIRTUAL_AVATAR = 'https://thirdwx.qlogo.cn/mmopen/vi_32/snapshot/132';

/**
 * `sns/oauth2/access_token`.
 *
 * @throws ApiError 41002, 41004, 41008, 40002, 40013, 40001, 40125, 40029, 40163, 42003, 45011
 */
export function exchangeCode(world: World, query: URLSearchParams): JsonObject {
	const appid = needed(query, 'appid', 41002);
	const secret = needed(query, 'secret', 41004);
	const code = needed(query, 'code', 41008);
	if (query.get('grant_type') !== 'authorization_code') throw new ApiError(40002);
	const account = accountOf(world, appid, '/sns/oauth2/access_token');
	if (secret !== account.secret) throw wrongSecret(world, secret);
	const issued = oauthOf(account).codes.get(code);
	if (!issued) throw new ApiError(40029);
	if (issued.used) throw new ApiError(40163);
	if (world.clock.now() >= issued.expiresAtMs) throw new ApiError(42003);
	issued.used = true;
	const now = world.clock.now();
	const { openid, scope, virtual } = issued;
	const grant: Grant = {
		openid,
		scope,
		virtual,
		accessToken: world.ids.accessToken(),
		refreshToken: world.ids.accessToken(),
		accessEndsAtMs: now + ACCESS_LIFE_MS,
		refreshEndsAtMs: now + REFRESH_LIFE_MS,
		passwordChanged: false,
	};
	oauthOf(account).grants.push(grant);
	return printGrant(world, account, grant);
}

/**
 * `sns/oauth2/refresh_token`: a valid access token is kept, an expired one is replaced.
 *
 * @throws ApiError 41002, 41003, 40002, 40013, 40030, 42002, 42007, 45011
 */
export function refreshToken(world: World, query: URLSearchParams): JsonObject {
	const appid = needed(query, 'appid', 41002);
	const token = needed(query, 'refresh_token', 41003);
	if (query.get('grant_type') !== 'refresh_token') throw new ApiError(40002);
	const account = accountOf(world, appid, '/sns/oauth2/refresh_token');
	const grant = oauthOf(account).grants.find((one) => one.refreshToken === token);
	if (!grant) throw new ApiError(40030);
	if (grant.passwordChanged) throw new ApiError(42007);
	const now = world.clock.now();
	if (now >= grant.refreshEndsAtMs) throw new ApiError(42002);
	if (now >= grant.accessEndsAtMs) grant.accessToken = world.ids.accessToken();
	grant.accessEndsAtMs = now + ACCESS_LIFE_MS;
	return printGrant(world, account, grant);
}

/**
 * `sns/userinfo`.
 *
 * @throws ApiError 41001, 41009, 40001, 42001, 42007, 40003, 48001, 45011
 */
export function showProfile(world: World, query: URLSearchParams): JsonObject {
	const { account, grant } = findGrant(world, query, '/sns/userinfo');
	if (grant.scope === 'snsapi_base') throw new ApiError(48001);
	const follower = account.followers.get(grant.openid);
	const { virtual } = grant;
	return {
		openid: idOf(grant),
		nickname: virtual ? VIRTUAL_NICKNAME : (follower?.nickname ?? ''),
		sex: 0,
		language: '',
		city: '',
		province: '',
		country: '',
		headimgurl: virtual ? VIRTUAL_AVATAR : (follower?.headimgurl ?? ''),
		privilege: [],
		unionid: unionidOf(account, grant),
	};
}

/**
 * `sns/auth`.
 *
 * @throws ApiError 41001, 41009, 40001, 42001, 42007, 40003
 */
export function checkUserToken(world: World, query: URLSearchParams): JsonObject {
	findGrant(world, query, '/sns/auth');
	return { errcode: 0, errmsg: 'ok' };
}

function findGrant(world: World, query: URLSearchParams, path: string): { account: Account; grant: Grant } {
	const token = needed(query, 'access_token', 41001);
	const openid = needed(query, 'openid', 41009);
	for (const account of world.store.accounts.values()) {
		const grant = oauthOf(account).grants.find((one) => one.accessToken === token);
		if (!grant) continue;
		spendQuota(world.clock, account, path, { perMinute: PER_MINUTE });
		if (grant.passwordChanged) throw new ApiError(42007);
		if (world.clock.now() >= grant.accessEndsAtMs) throw new ApiError(42001);
		if (idOf(grant) !== openid) throw new ApiError(40003);
		return { account, grant };
	}
	throw new ApiError(40001, 'invalid credential, access_token is invalid or not latest');
}

function printGrant(world: World, account: Account, grant: Grant): JsonObject {
	return {
		access_token: grant.accessToken,
		expires_in: Math.ceil((grant.accessEndsAtMs - world.clock.now()) / 1000),
		refresh_token: grant.refreshToken,
		openid: idOf(grant),
		scope: grant.scope,
		is_snapshotuser: grant.virtual ? 1 : undefined,
		unionid: unionidOf(account, grant),
	};
}

function idOf({ openid, virtual }: Identity): string {
	return virtual?.openid ?? openid;
}

function unionidOf(account: Account, { openid, scope, virtual }: Identity): string | undefined {
	const bound = account.openPlatform || oauthOf(account).website;
	if (!bound || scope === 'snsapi_base') return undefined;
	return virtual?.unionid ?? account.followers.get(openid)?.unionid;
}

function accountOf(world: World, appid: string, path: string): Account {
	const account = world.store.accounts.get(appid);
	if (!account) throw new ApiError(40013);
	spendQuota(world.clock, account, path, { perMinute: PER_MINUTE });
	return account;
}

/** The secret of another account is an `invalid credential`; anything else is not a secret at all. */
function wrongSecret(world: World, secret: string): ApiError {
	const ofAnother = [...world.store.accounts.values()].some((account) => account.secret === secret);
	return new ApiError(ofAnother ? 40001 : 40125);
}

function needed(query: URLSearchParams, name: string, errcode: number): string {
	const value = query.get(name);
	if (!value) throw new ApiError(errcode);
	return value;
}
