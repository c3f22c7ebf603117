import { defineResource } from '../../operation';
import { addTemplateFromLibrary } from './addFromLibrary';
import { broadcastTemplate } from './broadcast';
import { deleteTemplate } from './delete';
import { getBlockedMessages } from './getBlocked';
import { getIndustry } from './getIndustry';
import { getManyTemplates } from './getMany';
import { sendTemplate } from './send';
import { setIndustry } from './setIndustry';

/** Template messages 模板消息 and their templates. */
export const template = defineResource({
	value: 'template',
	name: 'Template Message',
	chinese: '模板消息',
	advice:
		'For notices about something that concerns the person, such as an order; WeChat forbids advertising. The template has to be in the account already.',
	operations: [
		addTemplateFromLibrary,
		deleteTemplate,
		getBlockedMessages,
		getIndustry,
		getManyTemplates,
		sendTemplate,
		broadcastTemplate,
		setIndustry,
	],
});
