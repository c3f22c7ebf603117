import type { TemplateList } from '../../fields/onlyPreview';
import { tapTargetFields } from '../../fields/tapTarget';
import { dataInput, dataJson, templateData } from '../../fields/templateValues';
import { templateId } from '../../fields/templates';

/** The fields for the content and the target of a template message, whoever gets it. */
export const messageFields = [templateId, dataInput, templateData, dataJson, ...tapTargetFields] as const;

/** The API that lists message templates. */
export const MESSAGE_TEMPLATES: TemplateList = {
	path: '/cgi-bin/template/get_all_private_template',
	list: 'template_list',
	id: 'template_id',
};
