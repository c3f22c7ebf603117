import { ControlError } from '../ControlError';
import type { Account, Follower } from './Account';
import type { Store } from './Store';

/**
 * @param appid may be left out while there is only one account
 * @throws ControlError when the account is ambiguous
 */
export function findAccount(store: Store, appid: string | undefined): Account {
	if (appid !== undefined) {
		const account = store.accounts.get(appid);
		if (account) return account;
		throw new ControlError(`appid: there is no account ${appid}; create it with POST /_sim/accounts`);
	}
	const [only] = store.accounts.values();
	if (only && store.accounts.size === 1) return only;
	throw new ControlError(
		only
			? `appid: there are ${store.accounts.size} accounts, name one`
			: 'appid: there is no account yet; create one with POST /_sim/accounts',
	);
}

/**
 * @param openid of a person in the account
 * @throws ControlError for an unknown openid
 */
export function findFollower(account: Account, openid: string): Follower {
	const follower = account.followers.get(openid);
	if (follower) return follower;
	throw new ControlError(
		`openid: account ${account.appid} does not know ${openid}; create the person with POST /_sim/followers`,
	);
}
