import { defineResource } from '../../operation';
import { addToBlacklist } from './add';
import { getManyBlacklisted } from './getMany';
import { removeFromBlacklist } from './remove';

/** Users who may not write to the account. */
export const blacklist = defineResource({
	value: 'blacklist',
	name: 'Blacklist',
	operations: [addToBlacklist, getManyBlacklisted, removeFromBlacklist],
});
