import type { Operation } from '../runner/Operation';
import { ACCOUNT_OPERATIONS } from './account';
import { BLACKLIST_OPERATIONS } from './blacklist';
import { CUSTOM_OPERATIONS } from './custom';
import { CUSTOMER_SERVICE_OPERATIONS } from './customerService';
import { JSSDK_OPERATIONS } from './jssdk';
import { MATERIAL_OPERATIONS } from './material';
import { MEDIA_OPERATIONS } from './media';
import { MENU_OPERATIONS } from './menu';
import { ONE_TIME_SUBSCRIPTION_OPERATIONS } from './oneTimeSubscription';
import { PASSIVE_REPLY_OPERATIONS } from './passiveReply';
import { QR_CODE_OPERATIONS } from './qrCode';
import { SUBSCRIPTION_OPERATIONS } from './subscription';
import { TAG_OPERATIONS } from './tag';
import { TEMPLATE_OPERATIONS } from './template';
import { USER_OPERATIONS } from './user';
import { WEB_AUTHORIZATION_OPERATIONS } from './webAuthorization';

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
	{ name: 'One-Time Subscription Message', value: 'oneTimeSubscription' },
	{ name: 'Passive Reply', value: 'passiveReply' },
	{ name: 'QR Code', value: 'qrCode' },
	{ name: 'Subscription Notification', value: 'subscription' },
	{ name: 'Tag', value: 'tag' },
	{ name: 'Template Message', value: 'template' },
	{ name: 'User', value: 'user' },
	{ name: 'Web Authorization', value: 'webAuthorization' },
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
	...ONE_TIME_SUBSCRIPTION_OPERATIONS,
	...PASSIVE_REPLY_OPERATIONS,
	...QR_CODE_OPERATIONS,
	...SUBSCRIPTION_OPERATIONS,
	...TAG_OPERATIONS,
	...TEMPLATE_OPERATIONS,
	...USER_OPERATIONS,
	...WEB_AUTHORIZATION_OPERATIONS,
	...CUSTOM_OPERATIONS,
];
