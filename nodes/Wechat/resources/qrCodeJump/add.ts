import { defineRuleChange } from './changeRule';

/** Adds a rule. */
export const addJumpRule = defineRuleChange({
	option: {
		name: 'Add',
		value: 'add',
		chinese: '增加二维码规则',
		action: 'Add QR code jump rule',
		description:
			'Add a rule by which a QR code of the account opens a page of a mini program (扫服务号二维码打开小程序); it works for everybody only once it is published',
	},
	isEdit: false,
});
