import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';

/** What the area keeps about an account. */
export interface OneTimeData {
	/** The account's one template, from 接口权限 → 订阅消息; null until somebody asks for it. */
	templateId: string | null;
	/** Hosts that a redirect_url may have; null: no check. */
	domains: string[] | null;
	/** Messages that were agreed to and not yet sent: openid, a space and the scene. */
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
