import { readOpenid } from '../../fields/people';
import { limit, returnAll } from '../../fields/paging';
import { profilesOrProblems } from './profiles';
import { simpleUser, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';
import { collectOpenids } from '../../../shared/paging';

const PROFILE_HINTS = {
	40003:
		'One of these followers left while the list was read: run the node again, or get the profiles with Get Many by OpenID.',
};

/** Gets the account's followers, also beyond the 10,000 of one call. */
export const getManyUsers = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		chinese: '获取关注用户列表',
		action: 'Get many users',
		description: 'List the followers of the account: their OpenIDs, or their whole profiles',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_getfans.html',
	effect: 'read',
	account: 'certified',
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Continue From OpenID',
			name: 'nextOpenid',
			type: 'string',
			default: '',
			placeholder: 'e.g. oABCD1234567890abcdefghijklm',
			description:
				'Begin after this follower: the last OpenID of the previous run. Leave empty to begin at the start of the list.',
		},
		{
			displayName: 'With Profiles',
			name: 'withProfiles',
			type: 'boolean',
			default: false,
			description:
				'Whether to get the profile of each follower too: one more call for every 100 followers. If such a call fails, its followers are listed with their OpenID, and profile.problem says why.',
		},
		{ ...simplify, displayOptions: { show: { withProfiles: [true] } } },
	],
	simple: simpleUser,
	run: async (params, item) => {
		const from = params.nextOpenid === '' ? '' : readOpenid(params.nextOpenid, 'Continue From OpenID');
		const openids = await collectOpenids(from, params.returnAll ? undefined : params.limit, (next) =>
			item.connection.call(
				{ method: 'GET', path: '/cgi-bin/user/get', query: { next_openid: next || undefined } },
				{ effect: 'read' },
			),
		);
		if (!params.withProfiles) return openids.map((openid) => ({ json: { openid } }));
		const profiles = await profilesOrProblems(item, openids, 'zh_CN', PROFILE_HINTS);
		return profiles.map((json) => ({ json }));
	},
	hints: {
		40003:
			'The person under Continue From OpenID does not follow this account (anymore). Give the OpenID of a follower who came shortly before them, or leave the field empty.',
		45009:
			'The follower list may be requested only 500 times a day, and one call gives 10,000 OpenIDs. Continue tomorrow, after the last one that you have (Continue From OpenID).',
	},
	sample: {
		params: { returnAll: true, limit: 50, nextOpenid: 'oSAMPLE000000000000000000001', withProfiles: false },
		request: {
			method: 'GET',
			path: '/cgi-bin/user/get',
			query: { next_openid: 'oSAMPLE000000000000000000001' },
		},
		response: {
			total: 3,
			count: 2,
			data: { openid: ['oSAMPLE000000000000000000002', 'oSAMPLE000000000000000000003'] },
			next_openid: '',
		},
	},
});
