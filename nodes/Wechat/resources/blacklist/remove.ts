import { readOpenids, openids, FOREIGN_OPENIDS } from '../../fields/people';
import { changeInParts } from '../../../shared/batches';
import { defineOperation } from '../../operation';

const PER_CALL = 20;

/** Takes users off the blacklist, 20 per call. */
export const removeFromBlacklist = defineOperation({
	option: {
		name: 'Remove Users',
		value: 'remove',
		chinese: '取消拉黑用户',
		action: 'Remove users from blacklist',
		description: 'Take a list of users off the blacklist, 20 per call',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_batchunblacklist.html',
	effect: 'write',
	account: 'certified',
	lists: ['openids'],
	fields: [openids],
	run: async (params, { connection }) => {
		const released = await changeInParts(readOpenids(params.openids), PER_CALL, 'released', (part) =>
			connection.call(
				{ method: 'POST', path: '/cgi-bin/tags/members/batchunblacklist', body: { openid_list: part } },
				{ effect: 'write' },
			),
		);
		return [{ json: { released, success: true } }];
	},
	hints: {
		40003: FOREIGN_OPENIDS,
		49003: FOREIGN_OPENIDS,
	},
	sample: {
		params: { openids: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/members/batchunblacklist',
			body: { openid_list: ['oSAMPLE000000000000000000001'] },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
