import type { IDataObject } from 'n8n-workflow';
import { APPID_PLACE } from '../../../../core/errors/consolePaths';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { asciiText } from '../../../shared/typedValues';
import { readOpenids, openids } from '../../fields/people';
import { readInParts } from '../../../shared/batches';
import { listOf } from '../../../shared/answerItems';
import { defineOperation } from '../../operation';

const PER_CALL = 100;

/** Converts OpenIDs of a migrated account to those of the new account. */
export const convertOpenids = defineOperation({
	option: {
		name: 'Convert OpenIDs',
		value: 'convertOpenids',
		chinese: '转换 OpenID',
		action: 'Convert OpenIDs of migrated account',
		description:
			'Turn OpenIDs of the old account into those of the new one after an account migration. The credential must be of the new account.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/changeopenid/api_changeopenid.html',
	effect: 'read',
	account: 'certified',
	lists: ['openids'],
	fields: [
		{
			displayName: 'Old Account',
			name: 'fromAppid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wx0123456789abcdef',
			description:
				'The account before the migration: its AppID (wx…), or its original ID (原始ID, gh_…). The official page asks for the original ID; developers report that only the AppID works.',
		},
		openids,
	],
	run: async (params, { connection }) => {
		const { from_appid, openids: people } = readAll({
			from_appid: () => oldAccount(params.fromAppid),
			openids: () => readOpenids(params.openids),
		});
		const results = await readInParts(people, PER_CALL, async (part) => {
			const answer = await connection.call(
				{
					method: 'POST',
					path: '/cgi-bin/changeopenid',
					body: { from_appid, openid_list: part },
				},
				{ effect: 'read' },
			);
			return listOf(answer, 'result_list') as IDataObject[];
		});
		return results.map((json) => ({ json }));
	},
	hints: {
		63178:
			'The account under Old Account has no migration to the account of the credential under way or done. Try its AppID (wx…) in place of its original ID (gh_…), or the reverse; the administrators of both accounts must have confirmed the migration.',
		40003: 'One of the OpenIDs does not belong to the old account. Leave it out.',
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

function oldAccount(given: string): string {
	const id = asciiText(given);
	if (/^(wx[0-9A-Za-z]{16}|gh_[0-9A-Za-z]{6,32})$/.test(id)) return id;
	throw new InvalidInputError(
		'Old Account',
		id === '' ? 'is empty' : 'must be an AppID ("wx" and 16 letters or digits) or an original ID ("gh_…")',
		`Copy it from the WeChat console of that account (${APPID_PLACE}).`,
	);
}
