import { defineResource } from '../../operation';
import { addToBlacklist } from './add';
import { getManyBlacklisted } from './getMany';
import { removeFromBlacklist } from './remove';

/** Users who may not write to the account. */
export const blacklist = defineResource({
	value: 'blacklist',
	name: 'Blacklist',
	chinese: '黑名单',
	operations: [addToBlacklist, getManyBlacklisted, removeFromBlacklist],
});
