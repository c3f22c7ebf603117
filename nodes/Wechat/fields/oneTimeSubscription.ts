import type { Field } from '../runner/Operation';

/** The template of one-time subscription messages: an account has one. */
export const oneTimeTemplateId: Field<'oneTimeTemplateId', 'string'> = {
	displayName: 'Template ID',
	name: 'oneTimeTemplateId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. aQ1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0Uv',
	description:
		'Template ID of one-time subscription messages: in the console under interface permissions (接口权限 → 一次性订阅消息)',
};

/** What a person agreed to. */
export const scene: Field<'subscriptionScene', 'number'> = {
	displayName: 'Scene',
	name: 'subscriptionScene',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10000 },
	default: 1000,
	required: true,
	description:
		'Number of your own from 0 to 10000 that tells occasions apart; a person can agree to one message for each scene',
};
