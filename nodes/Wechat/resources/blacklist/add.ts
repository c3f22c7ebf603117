import { readOpenids, openids, FOREIGN_OPENIDS } from '../../fields/people';
import { changeInParts } from '../../../shared/batches';
import { defineOperation } from '../../operation';

const PER_CALL = 20;

/** Puts followers on the blacklist, 20 per call. */
export const addToBlacklist = defineOperation({
	option: {
		name: 'Add Users',
		value: 'add',
		chinese: '拉黑用户',
		action: 'Add users to blacklist',
		description:
			'Put a list of followers on the blacklist, 20 per call: their messages are no longer received and nothing can be sent to them',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_batchblacklist.html',
	effect: 'write',
	account: 'certified',
	lists: ['openids'],
	fields: [openids],
	run: async (params, { connection }) => {
		const blacklisted = await changeInParts(readOpenids(params.openids), PER_CALL, 'blacklisted', (part) =>
			connection.call(
				{ method: 'POST', path: '/cgi-bin/tags/members/batchblacklist', body: { openid_list: part } },
				{ effect: 'write' },
			),
		);
		return [{ json: { blacklisted, success: true } }];
	},
	hints: {
		40003: FOREIGN_OPENIDS,
		49003: FOREIGN_OPENIDS,
	},
	sample: {
		params: { openids: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/members/batchblacklist',
			body: { openid_list: ['oSAMPLE000000000000000000001'] },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
