import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import { readInParts } from '../runner/batches';
import { listOf } from '../runner/listOf';

const PER_CALL = 100;

/**
 * Reads the profiles of many followers, 100 per call, as many calls at a time as the run may make.
 *
 * @param connection the account
 * @param openids whose
 * @param lang language of region names, e.g. `zh_CN`
 * @returns profiles in the order of the OpenIDs
 * @throws what the calls throw
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_batchuserinfo.html
 */
export async function readProfiles(
	connection: Connection,
	openids: readonly string[],
	lang: string,
): Promise<IDataObject[]> {
	return await readInParts(openids, PER_CALL, async (part) => {
		const answer = await connection.call(
			{
				method: 'POST',
				path: '/cgi-bin/user/info/batchget',
				body: { user_list: part.map((openid) => ({ openid, lang })) },
			},
			{ effect: 'read' },
		);
		return listOf(answer, 'user_info_list') as IDataObject[];
	});
}
