import type { Field } from '../runner/Operation';
import { templateId, templateModes } from './templateId';

/** The subscription template to use, from the account's own list or by its id. */
export const subscriptionTemplateId: Field<'templateId', 'resourceLocator'> = {
	...templateId,
	description: 'A subscription template of the account (订阅通知模板)',
	modes: templateModes('searchSubscriptionTemplates'),
};
