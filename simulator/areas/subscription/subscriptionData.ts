import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { createRing, type Ring } from '../../state/ring';

const KEPT = 200;

/** A subscription template of an account. */
export interface PrivateTemplate {
	priTmplId: string;
	title: string;
	type: 2 | 3;
	/** Lines of `label:{{key.DATA}}`. */
	content: string;
	example: string;
}

/** A subscription notice that was accepted. */
export interface SentNotice {
	msgid: bigint;
	atMs: number;
	openid: string;
	templateId: string;
	title: string;
	lines: { key: string; label: string; value: string }[];
	page: string | null;
	miniprogram: { appid: string; pagepath: string } | null;
}

/** A person's consent for one template. */
export interface Consent {
	/** One-time templates: notices that may still be sent. */
	left: number;
	/** Long-term templates: agreed until rejected. */
	always: boolean;
}

/** Data of the subscription area about an account. */
export interface SubscriptionData {
	templates: Map<string, PrivateTemplate>;
	/** By openid, a space and the template id. */
	consents: Map<string, Consent>;
	sent: Ring<SentNotice>;
}

/** Subscription templates, consents and notices of an account. */
export const subscriptionData: (account: Account) => SubscriptionData = accountSlot<SubscriptionData>(
	'subscription',
	() => ({ templates: new Map(), consents: new Map(), sent: createRing(KEPT) }),
);
