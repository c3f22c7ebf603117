import { defineResource } from '../../operation';
import { createMenu } from './create';
import { createConditionalMenu } from './createConditional';
import { deleteMenu } from './delete';
import { deleteConditionalMenu } from './deleteConditional';
import { getMenu } from './get';
import { getCurrentMenu } from './getCurrent';
import { tryMatchMenu } from './tryMatch';

/** The menu at the bottom of the conversation. */
export const menu = defineResource({
	value: 'menu',
	name: 'Menu',
	chinese: '自定义菜单',
	operations: [
		createConditionalMenu,
		createMenu,
		deleteConditionalMenu,
		deleteMenu,
		getCurrentMenu,
		getMenu,
		tryMatchMenu,
	],
});
