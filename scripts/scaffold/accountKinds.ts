import type { AccountType } from '../../core/errors/accountTypes';
import type { AccountKind } from '../../simulator/state/Account';

/** The kinds of account in the simulator for each account type. @internal */
export const ACCOUNT_KINDS: Readonly<
	Record<Exclude<AccountType, 'depends on the API'>, readonly AccountKind[]>
> = {
	any: [
		'service-certified',
		'service-uncertified',
		'subscription-certified',
		'subscription-uncertified',
		'test-number',
	],
	'service account or certified': [
		'service-certified',
		'service-uncertified',
		'subscription-certified',
		'test-number',
	],
	certified: ['service-certified', 'subscription-certified', 'test-number'],
	'certified service account or test account': ['service-certified', 'test-number'],
	'certified account': ['service-certified', 'subscription-certified'],
	'certified service account': ['service-certified'],
};

/**
 * @param kinds of account that a route allows
 * @returns the type for exactly these kinds
 */
export function accountTypeOf(kinds: readonly AccountKind[]): AccountType {
	const key = (list: readonly AccountKind[]) => [...list].sort().join();
	const found = Object.entries(ACCOUNT_KINDS).find(([, meant]) => key(meant) === key(kinds));
	return (found?.[0] as AccountType | undefined) ?? 'any';
}
