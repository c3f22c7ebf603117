import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';

/** Data of the area about an account. */
export interface OneTimeData {
	/** The account's only template, from 接口权限 → 订阅消息; null until it is first requested. */
	templateId: string | null;
	/** Hosts that a redirect_url may have; null: no check. */
	domains: string[] | null;
	/** Consents not used yet: openid, a space and the scene. */
	agreed: Map<string, true>;
}

/** One-time subscriptions of an account. */
export const oneTimeData: (account: Account) => OneTimeData = accountSlot<OneTimeData>(
	'oneTimeSubscription',
	() => ({ templateId: null, domains: null, agreed: new Map() }),
);

/** The template id of an account, made when it is first needed. */
export function templateIdOf(world: World, account: Account): string {
	return (oneTimeData(account).templateId ??= world.ids.templateId());
}
