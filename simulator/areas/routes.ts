import type { AccountKind } from '../state/Account';
import type { AccountRoute, OpenRoute } from './Area';

/**
 * @param permits kinds of account that may call the routes; see {@link PERMITS}
 * @param routes that need the account's access token
 */
export function accountRoutes(
	permits: readonly AccountKind[],
	routes: readonly Omit<AccountRoute, 'auth' | 'permits'>[],
): AccountRoute[] {
	return routes.map((route) => ({ ...route, auth: 'access_token', permits }));
}

/** @param routes that need no access token */
export function openRoutes(routes: readonly Omit<OpenRoute, 'auth'>[]): OpenRoute[] {
	return routes.map((route) => ({ ...route, auth: 'none' }));
}
