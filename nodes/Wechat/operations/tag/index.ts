import type { Operation } from '../../runner/Operation';
import { createTag } from './create';
import { deleteTag } from './delete';
import { getManyTags } from './getMany';
import { getTagsOfUser } from './getTagsOfUser';
import { getUsersOfTag } from './getUsersOfTag';
import { tagUsers } from './tagUsers';
import { untagUsers } from './untagUsers';
import { updateTag } from './update';

/** Tags of followers. */
export const TAG_OPERATIONS: readonly Operation[] = [
	createTag,
	deleteTag,
	getManyTags,
	getTagsOfUser,
	getUsersOfTag,
	tagUsers,
	untagUsers,
	updateTag,
];
