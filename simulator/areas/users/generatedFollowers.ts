import { z } from 'zod';
import type { Account, Follower } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import { findAccount } from '../../state/findAccount';
import { newFollower } from '../../state/newFollower';
import type { World } from '../../World';

const DIGITS = 26;
const OPENID = /^oG\d{26}$/;

/** How many followers are generated, and since when they follow (Unix seconds). */
const generatedOf = accountSlot('generatedFollowers', () => ({ count: 0, since: 0 }));

/** Input of the control: an account, and how many such followers it has from now on. */
export const generateInput = z
	.object({ appid: z.string().optional(), count: z.number().int().min(0).max(100_000_000) })
	.strict();

/**
 * Gives an account many followers at once. Each is worked out of its OpenID whenever it is asked for, so that a million of them
 * take no memory; nothing is remembered of them: remarks, tags and the like are forgotten at once.
 *
 * @returns the first and the last OpenID, empty when there are none
 * @throws ControlError when the account is not clear
 */
export function generateFollowers(
	world: World,
	{ appid, count }: z.output<typeof generateInput>,
): { first: string; last: string } {
	const account = findAccount(world.store, appid);
	Object.assign(generatedOf(account), { count, since: world.clock.nowSeconds() });
	return count === 0 ? { first: '', last: '' } : { first: openidAt(0), last: openidAt(count - 1) };
}

/** How many generated followers an account has. */
export function generatedCount(account: Account): number {
	return generatedOf(account).count;
}

/** OpenIDs of generated followers, in the order of the list. */
export function generatedOpenids(account: Account, from: number, to: number): string[] {
	const end = Math.min(to, generatedCount(account));
	return Array.from({ length: Math.max(0, end - from) }, (_, index) => openidAt(from + index));
}

/** The place of a generated follower in the list of them, from 0; undefined for everybody else. */
export function generatedIndex(account: Account, openid: string): number | undefined {
	if (!OPENID.test(openid)) return undefined;
	const index = Number(openid.slice(2));
	return index < generatedCount(account) ? index : undefined;
}

/** The person, as if known since the control was called; undefined unless generated. */
export function generatedFollower(account: Account, openid: string): Follower | undefined {
	if (generatedIndex(account, openid) === undefined) return undefined;
	return {
		...newFollower({ openid, unionid: `o6_${openid.slice(2)}` }),
		subscribed: true,
		subscribeTime: generatedOf(account).since,
	};
}

function openidAt(index: number): string {
	return `oG${String(index).padStart(DIGITS, '0')}`;
}
