import { defineResource } from '../../operation';
import { addJumpRule } from './add';
import { deleteJumpRule } from './delete';
import { getManyJumpRules } from './getMany';
import { publishJumpRule } from './publish';
import { updateJumpRule } from './update';

/** QR codes of the account that open a mini program 扫服务号二维码打开小程序. */
export const qrCodeJump = defineResource({
	value: 'qrCodeJump',
	name: 'QR Code Jump Rule',
	chinese: '二维码跳转规则',
	operations: [addJumpRule, deleteJumpRule, getManyJumpRules, publishJumpRule, updateJumpRule],
});
