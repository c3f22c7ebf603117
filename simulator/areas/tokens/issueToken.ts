import { spendQuota } from '../../server/quota';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';
import { FORCED_SPACING_MS, OVERLAP_MS, QUOTA, TOKEN_LIFE_MS, TOKEN_PATH } from './tokenRules';

/** The two families never affect each other's tokens. */
interface TokenFamilies {
	classic: string | null;
	/** The latest first, then replaced ones that may still be accepted. */
	stable: string[];
	forcedAtMs: number | null;
}

/** The answer of the token endpoints. */
export interface TokenAnswer {
	access_token: string;
	/** Seconds left. */
	expires_in: number;
}

const familiesOf = accountSlot<TokenFamilies>('tokens', () => ({
	classic: null,
	stable: [],
	forcedAtMs: null,
}));

/**
 * Issues a classic token: always a new one; its predecessor stays valid for five minutes.
 *
 * @throws ApiError 45009 when the day's calls are used up
 */
export function issueClassic(world: World, account: Account): TokenAnswer {
	const perDay = account.kind === 'test-number' ? QUOTA.classicPerDayTestNumber : QUOTA.classicPerDay;
	spendQuota(world.clock, account, TOKEN_PATH.classic, { perDay });
	const families = familiesOf(account);
	if (families.classic) retire(world, families.classic, OVERLAP_MS);
	families.classic = newToken(world, account);
	return { access_token: families.classic, expires_in: TOKEN_LIFE_MS / 1000 };
}

/**
 * Returns the stable token: the current one with its remaining seconds, or a new one in its last five minutes, while the old one stays
 * valid to its end. `force` revokes at once, except within 30 seconds of the last forced refresh.
 *
 * @throws ApiError 45009 or 45011 when a quota is used up
 */
export function issueStable(world: World, account: Account, force: boolean): TokenAnswer {
	spendQuota(world.clock, account, TOKEN_PATH.stable, {
		perDay: QUOTA.stablePerDay,
		perMinute: QUOTA.stablePerMinute,
	});
	const families = familiesOf(account);
	const now = world.clock.now();
	const tooSoon = families.forcedAtMs !== null && now - families.forcedAtMs < FORCED_SPACING_MS;
	if (force && !tooSoon) {
		spendQuota(world.clock, account, TOKEN_PATH.forced, { perDay: QUOTA.forcedPerDay });
		for (const token of families.stable) retire(world, token, 0);
		families.stable = [newToken(world, account)];
		families.forcedAtMs = now;
	} else if (remainingMs(world, families.stable[0]) < OVERLAP_MS) {
		const previous = families.stable[0];
		if (previous) retire(world, previous, OVERLAP_MS);
		families.stable = [newToken(world, account), ...(previous ? [previous] : [])];
	}
	const current = families.stable[0] ?? '';
	return { access_token: current, expires_in: Math.ceil(remainingMs(world, current) / 1000) };
}

/** The tokens of the account, without their values. */
export function describeTokens(
	account: Account,
	world: World,
): { classic: number | null; stable: number | null } {
	const families = familiesOf(account);
	const seconds = (token: string | null | undefined) =>
		token ? Math.max(0, Math.floor(remainingMs(world, token) / 1000)) : null;
	return { classic: seconds(families.classic), stable: seconds(families.stable[0]) };
}

/** Expires every token of the account at once. */
export function expireTokens(world: World, account: Account): void {
	const now = world.clock.now();
	for (const token of world.store.tokens.values()) {
		if (token.appid === account.appid) token.expiresAtMs = Math.min(token.expiresAtMs, now);
	}
}

function newToken(world: World, account: Account): string {
	const value = world.ids.accessToken();
	world.store.tokens.set(value, {
		appid: account.appid,
		expiresAtMs: world.clock.now() + TOKEN_LIFE_MS,
		deadFromMs: null,
	});
	return value;
}

function retire(world: World, value: string, afterMs: number): void {
	const token = world.store.tokens.get(value);
	if (!token) return;
	const deadFromMs = world.clock.now() + afterMs;
	token.deadFromMs = Math.min(token.deadFromMs ?? deadFromMs, deadFromMs);
}

function remainingMs(world: World, value: string | undefined): number {
	const token = value === undefined ? undefined : world.store.tokens.get(value);
	return token ? token.expiresAtMs - world.clock.now() : 0;
}
