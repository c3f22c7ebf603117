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
