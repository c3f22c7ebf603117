import type { IDataObject } from 'n8n-workflow';
import { checkAppIdOf } from '../../checks/checkAppIdOf';
import { readOpenids } from '../../checks/openidList';
import { openids } from '../../fields/openids';
import { readInParts } from '../../runner/batches';
import { defineOperation } from '../../runner/Operation';

const PER_CALL = 100;

/** OpenIDs of an account that was migrated, as they are called in the new one. */
export const convertOpenids = defineOperation({
	resource: 'user',
	option: {
		name: 'Convert OpenIDs',
		value: 'convertOpenids',
		action: 'Convert the OpenIDs of a migrated account',
		description:
			'After an account migration: turn OpenIDs of the old account into those of the new one. The credential must be of the new account.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/changeopenid/api_changeopenid.html',
	effect: 'read',
	account: 'certified',
	lists: ['openids'],
	fields: [
		{
			displayName: 'Old AppID',
			name: 'fromAppid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wx0123456789abcdef',
			description: 'Developer ID of the account before the migration',
		},
		openids,
	],
	run: async (params, { connection }) => {
		const from_appid = checkAppIdOf('Old AppID', params.fromAppid);
		const results = await readInParts(readOpenids(params.openids), PER_CALL, async (part) => {
			const answer = await connection.call(
				{
					method: 'POST',
					path: '/cgi-bin/changeopenid',
					body: { from_appid, openid_list: part },
				},
				{ effect: 'read' },
			);
			const list = answer.kind === 'json' ? answer.data.result_list : [];
			return Array.isArray(list) ? (list as IDataObject[]) : [];
		});
		return results.map((json) => ({ json }));
	},
	hints: {
		63178: 'The old AppID does not belong to an account that was migrated to this one.',
		40003: 'One of the OpenIDs does not belong to the old account.',
	},
	sample: {
		params: { fromAppid: 'wx00000000000000f1', openids: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/changeopenid',
			body: { from_appid: 'wx00000000000000f1', openid_list: ['oSAMPLE000000000000000000001'] },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			result_list: [
				{
					ori_openid: 'oSAMPLE000000000000000000001',
					new_openid: 'oSAMPLE000000000000000000009',
					err_msg: 'ok',
				},
			],
		},
	},
});
