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

/** Input of the control: an account, and its number of generated followers from now on. */
export const generateInput = z
	.object({ appid: z.string().optional(), count: z.number().int().min(0).max(100_000_000) })
	.strict();

/**
 * Gives an account many followers at once. Each is computed from its OpenID whenever it is needed, so a million of them take no memory;
 * nothing is stored about them: remarks, tags and the like are lost at once.
 *
 * @returns the first and the last OpenID, '' when there are none
 * @throws ControlError when the account is ambiguous
 */
export function generateFollowers(
	world: World,
	{ appid, count }: z.output<typeof generateInput>,
): { first: string; last: string } {
	const account = findAccount(world.store, appid);
	Object.assign(generatedOf(account), { count, since: world.clock.nowSeconds() });
	return count === 0 ? { first: '', last: '' } : { first: openidAt(0), last: openidAt(count - 1) };
}

/** The number of generated followers of an account. */
export function generatedCount(account: Account): number {
	return generatedOf(account).count;
}

/** OpenIDs of generated followers, in the order of the list. */
export function generatedOpenids(account: Account, from: number, to: number): string[] {
	const end = Math.min(to, generatedCount(account));
	return Array.from({ length: Math.max(0, end - from) }, (_, index) => openidAt(from + index));
}

/** The index of a generated follower among them, from 0; undefined for others. */
export function generatedIndex(account: Account, openid: string): number | undefined {
	if (!OPENID.test(openid)) return undefined;
	const index = Number(openid.slice(2));
	return index < generatedCount(account) ? index : undefined;
}

/** The person, as if following since the control was called; undefined unless generated. */
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
