import type { Operation } from '../../runner/Operation';
import { convertOpenids } from './convertOpenids';
import { getUser } from './get';
import { getUserBatch } from './getBatch';
import { getManyUsers } from './getMany';
import { setRemark } from './setRemark';

/** Followers and their profiles. */
export const USER_OPERATIONS: readonly Operation[] = [
	convertOpenids,
	getManyUsers,
	getUser,
	getUserBatch,
	setRemark,
];
