import type { AccountKind } from '../state/Account';

const CERTIFIED: readonly AccountKind[] = ['service-certified', 'subscription-certified', 'test-number'];
/** Publishing was withdrawn from all others in July 2025; test numbers do not have it. */
const PUBLISHERS: readonly AccountKind[] = ['service-certified', 'subscription-certified'];
const SERVICE: readonly AccountKind[] = ['service-certified', 'test-number'];

/**
 * Kinds of account by ability, from the official permission table; test numbers have what certified service accounts have.
 * Calls by others are refused with 48001.
 */
export const PERMITS = {
	analytics: CERTIFIED,
	cards: CERTIFIED,
	comments: CERTIFIED,
	customerService: CERTIFIED,
	imageRecognition: CERTIFIED,
	massSend: CERTIFIED,
	massSendByList: SERVICE,
	materials: CERTIFIED,
	menu: [...CERTIFIED, 'service-uncertified'],
	qrcodes: SERVICE,
	quotaResets: CERTIFIED,
	oneTimeSubscription: CERTIFIED,
	publish: PUBLISHERS,
	subscriptionNotices: ['service-certified'],
	templates: SERVICE,
	users: CERTIFIED,
	everyone: [...CERTIFIED, 'service-uncertified', 'subscription-uncertified'],
} as const satisfies Record<string, readonly AccountKind[]>;
