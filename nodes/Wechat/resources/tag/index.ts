import { defineResource } from '../../operation';
import { createTag } from './create';
import { deleteTag } from './delete';
import { getManyTags } from './getMany';
import { getTagsOfUser } from './getTagsOfUser';
import { getUsersOfTag } from './getUsersOfTag';
import { tagUsers } from './tagUsers';
import { untagUsers } from './untagUsers';
import { updateTag } from './update';

/** Tags of followers. */
export const tag = defineResource({
	value: 'tag',
	name: 'Tag',
	chinese: '标签',
	operations: [
		createTag,
		deleteTag,
		getManyTags,
		getTagsOfUser,
		getUsersOfTag,
		tagUsers,
		untagUsers,
		updateTag,
	],
});
