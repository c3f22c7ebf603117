import { ABILITIES_PLACE } from '../../../../core/errors/consolePaths';
import type { Field } from '../../operation';
import { templateId, templateModes } from '../../fields/templates';

/** The template of one-time subscription messages, of which an account has one. */
export const oneTimeTemplateId: Field<'oneTimeTemplateId', 'resourceLocator'> = {
	...templateId,
	displayName: 'Template',
	name: 'oneTimeTemplateId',
	description: `Template ID of one-time subscription messages (一次性订阅消息). It is shown in the WeChat console: ${ABILITIES_PLACE}.`,
	modes: templateModes('searchOneTimeTemplates'),
};

/** The scene that the user agreed to. */
export const scene: Field<'subscriptionScene', 'number'> = {
	displayName: 'Scene',
	name: 'subscriptionScene',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10000 },
	default: 1000,
	required: true,
	description:
		'Your own number from 0 to 10000 that tells occasions apart; a person can agree to one message for each scene',
};
