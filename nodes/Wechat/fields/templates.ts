import type { INodePropertyMode } from 'n8n-workflow';
import type { Field } from '../operation';
import { InvalidInputError } from '../../../core/errors/WechatErrors';
import { builderHint } from '../../shared/builderHints';
import { asciiText } from '../../shared/typedValues';

/** The template to use, from the account's own list or by its id. */
export const templateId: Field<'templateId', 'resourceLocator'> = {
	displayName: 'Template',
	name: 'templateId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	...builderHint(
		"Every account has template IDs of its own. Leave { __rl: true, mode: 'list', value: '' } for the user to choose from the list, unless the user has given an ID.",
	),
	description: 'A message template of the account (模板消息)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template…',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. aQ1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0Uv',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z0-9_-]{20,64}\\s*$',
						errorMessage:
							'A template ID has about 43 letters, digits, - and _; the number of a template in the library (e.g. TM00015) is not one. Copy the ID from the list of your templates',
					},
				},
			],
		},
	],
};

/** @returns the same ways to choose a template, with the list from another method of the node */
export function templateModes(searchListMethod: string): INodePropertyMode[] | undefined {
	return templateId.modes?.map((mode) =>
		mode.type === 'list' ? { ...mode, typeOptions: { searchListMethod, searchable: true } } : mode,
	);
}

/** The subscription template to use, from the account's own list or by its id. */
export const subscriptionTemplateId: Field<'templateId', 'resourceLocator'> = {
	...templateId,
	description: 'A subscription template of the account (订阅通知模板)',
	modes: templateModes('searchSubscriptionTemplates'),
};

/** The number of a template in the console's library (模板库), before an account has added it. */
const LIBRARY_NUMBER = /^(?:OPEN)?(?:TM)?\d{1,12}$/i;

/**
 * Checks a template id.
 *
 * @param field name of the field in the editor
 * @throws InvalidInputError when it cannot be one
 */
export function readTemplateId(templateId: unknown, field = 'Template'): string {
	const id = asciiText(templateId);
	if (LIBRARY_NUMBER.test(id)) {
		throw new InvalidInputError(
			field,
			'is the number of a template in the library, not the ID of a template of the account',
			'Choose a template from the list. If it is not there yet, add it in the console, and use the ID that it gets there.',
		);
	}
	if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
	const rule = id ? 'is not a template ID: it has letters, digits, - and _ only' : 'is not chosen';
	throw new InvalidInputError(
		field,
		rule,
		'Choose a template from the list, or copy its ID from the console.',
	);
}

/** Advice on 40037. */
export const NO_TEMPLATE =
	'The template is not in the account of the credential (anymore). Choose it from the list again.';

/** Advice where WeChat has suspended the right to add templates. */
export const MAY_NOT_ADD =
	'The account may not add templates at the moment. Read the notice in the WeChat console (mp.weixin.qq.com).';
