import { defineRuleChange } from './changeRule';

/** Changes a rule. */
export const updateJumpRule = defineRuleChange({
	option: {
		name: 'Update',
		value: 'update',
		chinese: '修改二维码规则',
		action: 'Update QR code jump rule',
		description: 'Change a rule that is not published yet; a published one must be deleted and added again',
	},
	isEdit: true,
});
