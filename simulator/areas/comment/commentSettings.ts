import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** Whether the account has the permission for comments (留言); newer accounts often lack it. */
export const commentSettings: (account: Account) => { permitted: boolean } = accountSlot(
	'commentSettings',
	() => ({ permitted: true }),
);
