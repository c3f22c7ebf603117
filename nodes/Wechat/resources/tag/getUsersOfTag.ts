import { readTagId, tagId } from '../../fields/tags';
import { limit, returnAll } from '../../fields/paging';
import { defineOperation } from '../../operation';
import { collectOpenids } from '../../../shared/paging';

/** Gets the followers with a tag. */
export const getUsersOfTag = defineOperation({
	option: {
		name: 'Get Users of Tag',
		value: 'getUsersOfTag',
		chinese: '获取标签下粉丝列表',
		action: 'Get users of tag',
		description: 'List the OpenIDs of the followers who have a tag',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettagfans.html',
	effect: 'read',
	account: 'certified',
	fields: [tagId, returnAll, limit],
	run: async (params, { connection }) => {
		const tagid = readTagId(params.tagId);
		const openids = await collectOpenids('', params.returnAll ? undefined : params.limit, (next) =>
			connection.call(
				{ method: 'POST', path: '/cgi-bin/user/tag/get', body: { tagid, next_openid: next } },
				{ effect: 'read' },
			),
		);
		return openids.map((openid) => ({ json: { openid } }));
	},
	hints: { 45159: 'This tag does not exist (anymore). Choose it from the list again.' },
	sample: {
		params: { tagId: '134', returnAll: false, limit: 2 },
		request: { method: 'POST', path: '/cgi-bin/user/tag/get', body: { tagid: 134, next_openid: '' } },
		response: {
			count: 2,
			data: { openid: ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'] },
			next_openid: 'oSAMPLE000000000000000000002',
		},
	},
});
