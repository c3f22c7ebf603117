import type { Area } from '../areas/Area';
import { applyFollow } from '../control/saveFollower';
import { showOnPhone } from '../phone/chat';
import type { Account, Follower } from '../state/Account';
import type { World } from '../World';
import type { PushContent } from './PushContent';

/**
 * Applies a person's action to the platform's state before the account's server learns of it: follows and unfollows, the conversation on
 * the phone, whatever areas react to. The caller sends the push itself.
 *
 * @param content the message or event
 */
export function actAsPerson(
	world: World,
	areas: Readonly<Record<string, Area>>,
	account: Account,
	follower: Follower,
	content: PushContent,
): void {
	applyFollow(world, follower, content);
	showOnPhone(world, account, follower.openid, {
		from: 'person',
		kind: content.name,
		content: content.tree,
	});
	for (const area of Object.values(areas)) area.onIncoming?.(world, account, follower, content);
	world.changes.announce();
}
