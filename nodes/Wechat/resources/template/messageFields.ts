import type { TemplateList } from '../../fields/onlyPreview';
import { tapTargetFields } from '../../fields/tapTarget';
import { dataInput, dataJson, templateData } from '../../fields/templateValues';
import { templateId } from '../../fields/templates';

/** What a template message says and opens, whoever gets it. */
export const messageFields = [templateId, dataInput, templateData, dataJson, ...tapTargetFields] as const;

/** Where the words of a template message are. */
export const MESSAGE_TEMPLATES: TemplateList = {
	path: '/cgi-bin/template/get_all_private_template',
	list: 'template_list',
	id: 'template_id',
};
