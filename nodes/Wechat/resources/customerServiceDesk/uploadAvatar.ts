import { conversionOf } from '../../../shared/acceptedFile';
import { readUpload } from '../../../shared/binaryFiles';
import type { MediaRule } from '../../../shared/mediaRules';
import { inputFile } from '../../fields/files';
import { agentAccount, DESK_HINTS, readAgentAccount } from './agent';
import { defineOperation } from '../../operation';

const AVATAR_RULE: MediaRule = {
	maxBytes: 5 * 1024 * 1024,
	formats: ['jpg'],
	converted: { from: ['jpg', 'png', 'webp', 'avif'], opaque: true },
};

/** Uploads an agent's avatar. */
export const uploadAgentAvatar = defineOperation({
	option: {
		name: 'Upload Avatar',
		value: 'uploadAvatar',
		chinese: '设置客服头像',
		action: 'Upload avatar of customer service agent',
		description:
			'Upload the picture of an agent that followers see: a JPG of up to 5 MB, ideally 640 × 640 pixels; PNG, WebP and AVIF are converted, and larger pictures made smaller',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_uploadkfheadimg.html',
	effect: 'write',
	account: 'certified',
	fields: [agentAccount, inputFile],
	run: async (params, item) => {
		const kf_account = readAgentAccount(params.kfAccount);
		const file = await readUpload(item, params.binaryPropertyName, AVATAR_RULE, '');
		await item.connection.call(
			{
				method: 'POST',
				path: '/customservice/kfaccount/uploadheadimg',
				query: { kf_account },
				upload: file.upload,
			},
			{ effect: 'write' },
		);
		return [{ json: { kf_account, success: true, ...conversionOf(file) } }];
	},

	hints: {
		...DESK_HINTS,
		40005: 'WeChat takes JPG only for the picture of an agent. Give another file.',
	},
	sample: {
		params: { kfAccount: 'anna@sample', binaryPropertyName: 'data' },
		inputFile: { fileName: 'anna.jpg', contentType: 'image/jpeg', base64: '/9j/4AAQSkZJRg==' },
		request: {
			method: 'POST',
			path: '/customservice/kfaccount/uploadheadimg',
			query: { kf_account: 'anna@sample' },
			upload: {
				fieldName: 'media',
				fileName: 'anna.jpg',
				contentType: 'image/jpeg',
				bytes: Buffer.from('/9j/4AAQSkZJRg==', 'base64'),
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
