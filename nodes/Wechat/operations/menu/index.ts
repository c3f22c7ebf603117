import type { Operation } from '../../runner/Operation';
import { createMenu } from './create';
import { createConditionalMenu } from './createConditional';
import { deleteMenu } from './delete';
import { deleteConditionalMenu } from './deleteConditional';
import { getMenu } from './get';
import { getCurrentMenu } from './getCurrent';
import { tryMatchMenu } from './tryMatch';

/** The menu at the bottom of the conversation. */
export const MENU_OPERATIONS: readonly Operation[] = [
	createConditionalMenu,
	createMenu,
	deleteConditionalMenu,
	deleteMenu,
	getCurrentMenu,
	getMenu,
	tryMatchMenu,
];
