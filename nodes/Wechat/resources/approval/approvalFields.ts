import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../operation';

/** How long the node waits; the same option as in n8n's own nodes. */
const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long to wait for the answer; with several input items, each person has their own limit, and the workflow waits for the longest. After that the workflow continues with the input items, which have no <code>data</code>.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'Wait for some time' },
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Wait until a date and time',
						},
					],
					default: 'afterTimeInterval',
					description: 'When to stop waiting',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 1,
					description: 'How many units to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'Unit of the amount',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'When to stop waiting; a time without a zone is one of the workflow',
				},
			],
		},
	],
};

/** The question. An agent's human-review tool fills this in with the call that it wants to make. */
export const message: Field<'message', 'string'> = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Refund ¥39.80 to order 1042?',
	description: 'What is asked. The page behind the link shows it; a customer service text begins with it.',
};

/** The kind of answer; names and values as in n8n's own nodes. */
export const responseType: Field<'responseType', 'options'> = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{ name: 'Approval', value: 'approval', description: 'One button, or one to approve and one to decline' },
		{ name: 'Custom Form', value: 'customForm', description: 'Fields of your own' },
		{ name: 'Free Text', value: 'freeText', description: 'A text of any kind' },
	],
	default: 'approval',
	description: 'What the page asks for',
};

/** The buttons. */
export const approvalOptions: Field<'approvalOptions', 'fixedCollection'> = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { responseType: ['approval'] } },
	description: 'Which buttons the page has',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve and Decline', value: 'double', description: 'Two buttons' },
						{ name: 'Approve Only', value: 'single', description: 'One button' },
					],
					default: 'double',
					description: 'Which buttons there are',
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: '',
					placeholder: 'e.g. Refund',
					description: 'Empty shows Approve or 同意, in the language of the visitor',
				},
				{
					displayName: 'Decline Button Label',
					name: 'disapproveLabel',
					type: 'string',
					displayOptions: { show: { approvalType: ['double'] } },
					default: '',
					placeholder: 'e.g. Do not refund',
					description: 'Empty shows Decline or 拒绝, in the language of the visitor',
				},
			],
		},
	],
};

/** The fields of a form. */
export const formFields: Field<'formFields', 'fixedCollection'> = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	displayOptions: { show: { responseType: ['customForm'] } },
	description: 'What the page asks for',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Label',
					name: 'fieldLabel',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Amount',
					description: 'Shown above the field; the output has the answer under this name',
				},
				{
					displayName: 'Type',
					name: 'fieldType',
					type: 'options',
					options: [
						{ name: 'Date', value: 'date' },
						{ name: 'Dropdown', value: 'dropdown' },
						{ name: 'Email', value: 'email' },
						{ name: 'Number', value: 'number' },
						{ name: 'Text', value: 'text' },
						{ name: 'Text Area', value: 'textarea' },
					],
					default: 'text',
					description: 'What the field takes',
				},
				{
					displayName: 'Choices',
					name: 'fieldOptions',
					type: 'string',
					typeOptions: { rows: 3 },
					displayOptions: { show: { fieldType: ['dropdown'] } },
					default: '',
					placeholder: 'e.g. Refund, Voucher, Nothing',
					description: 'Separated by commas or line breaks',
				},
				{
					displayName: 'Required',
					name: 'requiredField',
					type: 'boolean',
					default: false,
					description: 'Whether the form cannot be sent without this field',
				},
			],
		},
	],
};

/** Further options of the question. */
export const approvalSettings: INodeProperties[] = [
	{
		displayName: 'Asked By',
		name: 'askedBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order desk',
		description: 'Who asks; the page shows it',
	},
	limitWaitTime,
	{
		displayName: 'Link Text',
		name: 'linkText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Answer here',
		description:
			'Text of the link in a customer service text; empty shows 点此处理. The other kinds of message open the page by a tap.',
	},
	{
		displayName: 'Only This Person',
		name: 'onlyThisPerson',
		type: 'boolean',
		default: false,
		// An expression that returns nothing must not open the page to everybody.
		required: true,
		description:
			'Whether only the follower who got the message can open the page and answer. The page signs its visitor in silently, through the WeChat OAuth Trigger whose address is in Web Login URL.',
	},
	{
		displayName: 'Page Title',
		name: 'pageTitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. Refund request',
		description: 'Headline of the page; empty shows one in the language of the visitor',
	},
	{
		displayName: 'Web Login URL',
		name: 'webLoginUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/oauth',
		description:
			'For Only This Person: the production URL of a WeChat OAuth Trigger that has the same credential, in a published workflow. It starts no execution for this.',
	},
];
