import { InputRefused } from '../../../core/errors/WechatErrors';
import { asciiText } from './asciiText';

/**
 * Checks a template id.
 *
 * @param field the name of the field as the editor shows it
 * @throws InputRefused when it cannot be one
 */
export function readTemplateId(templateId: unknown, field = 'Template'): string {
	const id = asciiText(templateId);
	if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
	const rule = id ? 'is not a template ID: it has letters, digits, - and _ only' : 'is not chosen';
	throw new InputRefused(field, rule, 'Choose a template from the list, or copy its ID from the console.');
}
