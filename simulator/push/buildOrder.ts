import type { z } from 'zod';
import type { pushInput } from '../control/inputs';
import type { Account, Follower } from '../state/Account';
import { ControlError } from '../ControlError';
import { findFollower } from '../state/findAccount';
import { readRing } from '../state/ring';
import type { World } from '../World';
import { completedEvent, completedMessage } from './buildContent';
import type { Delivery } from './Delivery';
import type { PushContent } from './PushContent';

type PushInput = z.output<typeof pushInput>;

/** The follower of a push: the given one, or the only one in the account. */
export function pushFollower(account: Account, openid: string | undefined): Follower {
	if (openid !== undefined) return findFollower(account, openid);
	const [only] = account.followers.values();
	if (only && account.followers.size === 1) return only;
	throw new ControlError(
		`openid: account ${account.appid} knows ${account.followers.size} people; name one, or create one with POST /_sim/followers`,
	);
}

/**
 * Builds the requested message or event.
 *
 * @throws ControlError when neither was requested
 */
export function pushContent(
	world: World,
	account: Account,
	follower: Follower,
	input: PushInput,
): PushContent {
	if (input.message) {
		const { MsgType, ...given } = input.message;
		return completedMessage(world, account, follower.openid, MsgType, given);
	}
	if (input.event) {
		const { Event, ...given } = input.event;
		return completedEvent(world, account, follower.openid, Event, given);
	}
	throw new ControlError('message, event: one of them is needed');
}

/** Finds an earlier delivery to be posted again. */
export function earlierDelivery(world: World, id: number): Delivery {
	const found = readRing(world.store.deliveries).find((delivery) => delivery.id === id);
	if (!found) throw new ControlError(`repeat: there is no delivery ${id} in the log`);
	return found;
}
