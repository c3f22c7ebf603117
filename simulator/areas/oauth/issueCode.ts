import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { oauthOf, type Pending } from './oauthData';
import { CODE_LIFE_MS, CONSENT_MEMORY_MS, MENU_VISIT_MS } from './oauthRules';

/** What happens to a person who opens an authorization link. */
export type Reaction = 'silent' | 'ask' | 'snapshot';

/**
 * Decides whether a person is asked.
 *
 * @param follower who opened the link
 */
export function reactionTo(world: World, account: Account, follower: Follower, pending: Pending): Reaction {
	if (pending.scope === 'snsapi_base') return 'silent';
	if (pending.scope === 'snsapi_login') return 'ask';
	const data = oauthOf(account);
	const now = world.clock.now();
	const within = (since: number | undefined, span: number) => since !== undefined && now - since < span;
	if (follower.subscribed && within(data.menuVisits.get(follower.openid), MENU_VISIT_MS)) return 'silent';
	const consented = within(data.consents.get(follower.openid), CONSENT_MEMORY_MS);
	if (consented && !pending.forcePopup) return 'silent';
	if (consented || data.fullService.get(follower.openid) === pending.link) return 'ask';
	return pending.forceSnapShot || data.snapshots ? 'snapshot' : 'ask';
}

/**
 * Issues a code and returns where the browser goes with it.
 *
 * @param follower who is authorized
 * @param snapshot whether to issue a virtual identity
 * @returns the URL of the callback
 */
export function issueCode(
	world: World,
	account: Account,
	follower: Follower,
	pending: Pending,
	snapshot: boolean,
): string {
	const data = oauthOf(account);
	const code = world.ids.alphanumeric(32);
	data.codes.set(code, {
		openid: follower.openid,
		scope: pending.scope,
		virtual: snapshot ? virtualIdentity(world, account, follower) : null,
		expiresAtMs: world.clock.now() + CODE_LIFE_MS[pending.page],
		used: false,
	});
	return backTo(pending, { code });
}

/**
 * The URL of the callback with the parameters that the platform adds.
 *
 * @param added before the state
 */
export function backTo({ redirectUri, state }: Pending, added: { code?: string }): string {
	const [address = '', ...fragment] = new URL(redirectUri).href.split('#');
	const query = new URLSearchParams(added);
	if (state !== null) query.set('state', state);
	const glue = address.includes('?') ? '&' : '?';
	return [`${address}${glue}${query.toString()}`, ...fragment].join('#');
}

function virtualIdentity(
	world: World,
	account: Account,
	{ openid }: Follower,
): { openid: string; unionid: string } {
	const { virtual } = oauthOf(account);
	const identity = virtual.get(openid) ?? { openid: world.ids.openid(), unionid: world.ids.unionid() };
	virtual.set(openid, identity);
	return identity;
}
