import type { Account, Follower } from './state/Account';
import type { Changes } from './state/Changes';
import type { Clock } from './state/Clock';
import type { Ids } from './state/Ids';
import type { Store } from './state/Store';
import type { Timers } from './state/Timers';
import type { PushContent } from './push/PushContent';

/** Sends pushes to the accounts' servers. */
export interface PushSender {
	/** Queues a push and returns at once; does nothing for an account without a server URL. */
	post(account: Account, content: PushContent): void;
}

/** The platform as seen by areas. */
export interface World {
	/** The current state; replaced as a whole by reset and restore, so do not keep it across calls. */
	store: Store;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly timers: Timers;
	readonly pushes: PushSender;
	readonly changes: Changes;
	/** Applies a person's action to the platform's state; the caller sends the corresponding push. */
	act(account: Account, follower: Follower, content: PushContent): void;
	/** Writes one line to the terminal. */
	readonly log: (line: string) => void;
}
