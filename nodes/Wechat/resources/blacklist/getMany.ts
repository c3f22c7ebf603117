import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { collectOpenids } from '../../../shared/paging';

/** Gets the users on the blacklist. */
export const getManyBlacklisted = defineOperation({
	option: {
		name: 'Get Many Users',
		value: 'getMany',
		chinese: '获取公众号的黑名单列表',
		action: 'Get many users of blacklist',
		description: 'List the OpenIDs of the users on the blacklist (黑名单)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_getblacklist.html',
	effect: 'read',
	account: 'certified',
	fields: [returnAll, limit],
	run: async (params, { connection }) => {
		const openids = await collectOpenids('', params.returnAll ? undefined : params.limit, (next) =>
			connection.call(
				{ method: 'POST', path: '/cgi-bin/tags/members/getblacklist', body: { begin_openid: next } },
				{ effect: 'read' },
			),
		);
		return openids.map((openid) => ({ json: { openid } }));
	},
	sample: {
		params: { returnAll: true, limit: 50 },
		request: { method: 'POST', path: '/cgi-bin/tags/members/getblacklist', body: { begin_openid: '' } },
		response: {
			total: 1,
			count: 1,
			data: { openid: ['oSAMPLE000000000000000000001'] },
			next_openid: 'oSAMPLE000000000000000000001',
		},
	},
});
