import type { Operation } from '../../runner/Operation';
import { addToBlacklist } from './add';
import { getManyBlacklisted } from './getMany';
import { removeFromBlacklist } from './remove';

/** Users who may not write to the account. */
export const BLACKLIST_OPERATIONS: readonly Operation[] = [
	addToBlacklist,
	getManyBlacklisted,
	removeFromBlacklist,
];
