import { readAll } from '../../../../core/errors/readAll';
import { readOpenids, openids } from '../../fields/people';
import { readTagId, tagId } from '../../fields/tags';
import { changeInParts } from '../../../shared/batches';
import { defineOperation } from '../../operation';

const PER_CALL = 50;

/** Gives a tag to followers, 50 per call. */
export const tagUsers = defineOperation({
	option: {
		name: 'Tag Users',
		value: 'tagUsers',
		action: 'Tag users',
		description: 'Give a tag to a list of followers, 50 per call; a follower can have up to 20 tags',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_batchtagging.html',
	effect: 'write',
	account: 'certified',
	lists: ['openids'],
	fields: [tagId, openids],
	run: async (params, { connection }) => {
		const { tagid, openids: people } = readAll({
			tagid: () => readTagId(params.tagId),
			openids: () => readOpenids(params.openids),
		});
		const tagged = await changeInParts(people, PER_CALL, 'tagged', (part) =>
			connection.call(
				{
					method: 'POST',
					path: '/cgi-bin/tags/members/batchtagging',
					body: { openid_list: part, tagid },
				},
				{ effect: 'write' },
			),
		);
		return [{ json: { tagid, tagged } }];
	},
	hints: {
		40003: 'One of the OpenIDs is not a follower of this account; nobody of the same call was tagged.',
		45059: 'One of the followers has 20 tags already.',
		45159: 'This tag does not exist (any more).',
		45171: 'WeChat could not change the followers named above; run the node again for them alone.',
		49003: 'One of the OpenIDs belongs to another account.',
	},
	sample: {
		params: { tagId: '134', openids: 'oSAMPLE000000000000000000001, oSAMPLE000000000000000000002' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/members/batchtagging',
			body: {
				openid_list: ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'],
				tagid: 134,
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
