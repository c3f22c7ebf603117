import { defineResource } from '../../operation';
import { convertOpenids } from './convertOpenids';
import { getUser } from './get';
import { getUserBatch } from './getBatch';
import { getManyUsers } from './getMany';
import { setRemark } from './setRemark';

/** Followers and their profiles. */
export const user = defineResource({
	value: 'user',
	name: 'User',
	chinese: '用户',
	operations: [convertOpenids, getManyUsers, getUser, getUserBatch, setRemark],
});
