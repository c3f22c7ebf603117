import type { Operation } from '../runner/Operation';
import { deleteTemplate } from './template/delete';
import { getManyTemplates } from './template/getMany';
import { sendTemplate } from './template/send';
import { getUser } from './user/get';

/** The resources of the node, as the editor lists them. */
export const RESOURCES = [
	{ name: 'Template Message', value: 'template' },
	{ name: 'User', value: 'user' },
];

/** Every operation of the node: one line per file. */
export const OPERATIONS: readonly Operation[] = [deleteTemplate, getManyTemplates, sendTemplate, getUser];
