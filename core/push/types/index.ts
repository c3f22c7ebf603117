import { AUTHORIZATION_EVENTS, CERTIFICATION_EVENTS, DESK_EVENTS } from './accountEvents';
import { FOLLOWER_EVENTS, MENU_EVENTS } from './followerEvents';
import { MESSAGE_TYPES } from './messages';
import { CARD_EVENTS, FURTHER_EVENTS, INVOICE_EVENTS, STORE_EVENTS } from './otherEvents';
import type { PushType } from './PushType';
import { NOTIFICATION_EVENTS, RESULT_EVENTS } from './resultEvents';

export type { PushType };

/** Every known message and event; the editor's list, the reference and tests are generated from it. */
export const PUSH_TYPES: readonly PushType[] = [
	...MESSAGE_TYPES,
	...FOLLOWER_EVENTS,
	...MENU_EVENTS,
	...RESULT_EVENTS,
	...NOTIFICATION_EVENTS,
	...AUTHORIZATION_EVENTS,
	...CERTIFICATION_EVENTS,
	...DESK_EVENTS,
	...CARD_EVENTS,
	...STORE_EVENTS,
	...INVOICE_EVENTS,
	...FURTHER_EVENTS,
];
