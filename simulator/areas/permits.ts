import type { AccountKind } from '../state/Account';

/** Sorts of account by ability, from the official permission table; test numbers count as certified service accounts. */
export const PERMITS = {
	templates: ['service-certified', 'test-number'],
	users: ['service-certified', 'subscription-certified', 'test-number'],
} as const satisfies Record<string, readonly AccountKind[]>;
