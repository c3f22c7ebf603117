import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { dayNumber, monthNumber } from '../../state/beijingTime';
import type { World } from '../../World';
import { OK } from '../answerOk';
import type { Route } from '../Area';
import { QUOTA, TOKEN_PATH } from '../tokens/tokenRules';

const RESETS_PER_MONTH = 10;
const SINGLE_RESETS_PER_MONTH = 50;
/** Shown for APIs whose documentation names no limit; not enforced. */
const UNLIMITED = 10_000_000;

interface Resets {
	/** Beijing month in which the counts below were made. */
	month: number;
	all: number;
	single: number;
}

const resetsOf = accountSlot<Resets>('quotaResets', () => ({ month: 0, all: 0, single: 0 }));

/**
 * `openapi/quota/get`: what an API allows today, and what is used of it.
 *
 * @param cgiPath of the body, with leading slash and without host
 * @param routes of the platform
 * @throws ApiError 76003 a host, or no leading slash; 76021 no such API, 76022 not one of this account
 */
export function showQuota(
	world: World,
	account: Account,
	cgiPath: unknown,
	routes: readonly Route[],
): JsonObject {
	const route = findApi(account, cgiPath, routes);
	const counter = account.counters.get(route.path);
	const isToday = counter?.day === dayNumber(world.clock.now());
	const used = isToday ? counter.usedToday : 0;
	const daily_limit = account.dailyLimits[route.path] ?? documentedLimit(account, route) ?? UNLIMITED;
	return {
		...OK,
		quota: { daily_limit, used, remain: Math.max(0, daily_limit - used) },
		rate_limit: {
			call_count: route.path === TOKEN_PATH.stable ? QUOTA.stablePerMinute : 1_000_000,
			refresh_second: 60,
		},
	};
}

/**
 * Sets all daily counters of the account to zero; ten times a Beijing month, over all ways of doing so.
 *
 * @throws ApiError 48006 when they are used up
 */
export function resetAll(world: World, account: Account): void {
	const resets = resetsThisMonth(world, account);
	if (resets.all >= RESETS_PER_MONTH) throw new ApiError(48006);
	resets.all += 1;
	account.counters.clear();
}

/**
 * `openapi/quota/clear`: sets the daily counter of one API to zero; fifty times a Beijing month.
 *
 * @throws ApiError 76003, 76021, 76022, 45009 when they are used up
 */
export function resetOne(world: World, account: Account, cgiPath: unknown, routes: readonly Route[]): void {
	const { path } = findApi(account, cgiPath, routes);
	const resets = resetsThisMonth(world, account);
	if (resets.single >= SINGLE_RESETS_PER_MONTH) throw new ApiError(45009);
	resets.single += 1;
	account.counters.delete(path);
}

function findApi(account: Account, cgiPath: unknown, routes: readonly Route[]): Route {
	if (typeof cgiPath === 'string' && cgiPath !== '' && !cgiPath.startsWith('/')) throw new ApiError(76003);
	if (typeof cgiPath === 'string' && cgiPath.startsWith('/sns/')) throw new ApiError(76022);
	const route = routes.find(({ path }) => path === cgiPath);
	if (!route) throw new ApiError(76021);
	if (route.auth === 'access_token' && !route.permits.includes(account.kind)) throw new ApiError(76022);
	return route;
}

function documentedLimit(account: Account, route: Route): number | undefined {
	const isTest = account.kind === 'test-number';
	if (route.path === TOKEN_PATH.classic) return isTest ? QUOTA.classicPerDayTestNumber : QUOTA.classicPerDay;
	if (route.path === TOKEN_PATH.stable) return QUOTA.stablePerDay;
	if (route.auth === 'none') return undefined;
	return (isTest ? route.perDayTestNumber : undefined) ?? route.perDay;
}

function resetsThisMonth(world: World, account: Account): Resets {
	const month = monthNumber(world.clock.now());
	const resets = resetsOf(account);
	if (resets.month !== month) Object.assign(resets, { month, all: 0, single: 0 });
	return resets;
}
