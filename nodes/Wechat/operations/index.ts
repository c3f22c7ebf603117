import type { Operation } from '../runner/Operation';
import { ACCOUNT_OPERATIONS } from './account';
import { BLACKLIST_OPERATIONS } from './blacklist';
import { CUSTOM_OPERATIONS } from './custom';
import { CUSTOMER_SERVICE_OPERATIONS } from './customerService';
import { JSSDK_OPERATIONS } from './jssdk';
import { MATERIAL_OPERATIONS } from './material';
import { MEDIA_OPERATIONS } from './media';
import { MENU_OPERATIONS } from './menu';
import { QR_CODE_OPERATIONS } from './qrCode';
import { TAG_OPERATIONS } from './tag';
import { deleteTemplate } from './template/delete';
import { getManyTemplates } from './template/getMany';
import { sendTemplate } from './template/send';
import { USER_OPERATIONS } from './user';

/**
 * The resources of the node, as the editor lists them: by name, but "Custom API Call" comes last, because n8n adds an entry
 * of that name to every list that does not end with one.
 */
export const RESOURCES = [
	{ name: 'Account', value: 'account' },
	{ name: 'Blacklist', value: 'blacklist' },
	{ name: 'Customer Service Message', value: 'customerService' },
	{ name: 'JS-SDK', value: 'jssdk' },
	{ name: 'Material (Permanent)', value: 'material' },
	{ name: 'Media (Temporary)', value: 'media' },
	{ name: 'Menu', value: 'menu' },
	{ name: 'QR Code', value: 'qrCode' },
	{ name: 'Tag', value: 'tag' },
	{ name: 'Template Message', value: 'template' },
	{ name: 'User', value: 'user' },
	{ name: 'Custom API Call', value: 'custom' },
];

/** Every operation of the node. */
export const OPERATIONS: readonly Operation[] = [
	...ACCOUNT_OPERATIONS,
	...BLACKLIST_OPERATIONS,
	...CUSTOMER_SERVICE_OPERATIONS,
	...JSSDK_OPERATIONS,
	...MATERIAL_OPERATIONS,
	...MEDIA_OPERATIONS,
	...MENU_OPERATIONS,
	...QR_CODE_OPERATIONS,
	...TAG_OPERATIONS,
	deleteTemplate,
	getManyTemplates,
	sendTemplate,
	...USER_OPERATIONS,
	...CUSTOM_OPERATIONS,
];
