import type { Account, Follower } from './state/Account';
import type { Changes } from './state/Changes';
import type { Clock } from './state/Clock';
import type { Ids } from './state/Ids';
import type { Store } from './state/Store';
import type { Timers } from './state/Timers';
import type { PushContent } from './push/PushContent';

/** Sends pushes to the accounts' servers. */
export interface PushDoor {
	/** Queues a push; nothing happens for an account without server URL. Returns at once. */
	post(account: Account, content: PushContent): void;
}

/** The platform as areas see it. */
export interface World {
	/** The current state; replaced as a whole by reset and restore, so do not keep it across calls. */
	store: Store;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly timers: Timers;
	readonly pushes: PushDoor;
	readonly changes: Changes;
	/** Lets a person's act change the platform's state; the push that belongs to it is up to the caller. */
	act(account: Account, follower: Follower, content: PushContent): void;
	/** Writes one line for the person at the terminal. */
	readonly log: (line: string) => void;
}
