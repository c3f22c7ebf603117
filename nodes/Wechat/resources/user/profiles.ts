import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../transport/connectAccount';
import { readInParts } from '../../../shared/batches';
import { bestEffort } from '../../../shared/bestEffort';
import { listOf } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';

const PER_CALL = 100;

/**
 * Reads the profiles of many followers, 100 per call, with as many concurrent calls as the run allows.
 *
 * @param connection the account
 * @param openids of the followers
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
	return await readInParts(openids, PER_CALL, async (part) => await readPart(connection, part, lang));
}

/**
 * Reads the profiles of many followers like {@link readProfiles}, but without failing: where a call fails, its followers are returned with
 * their OpenID, and the reason under `profile`.
 *
 * @param item context of the current item
 * @param openids of the followers
 * @param lang language of region names, e.g. `zh_CN`
 * @param hints advice for codes with a particular meaning here
 * @returns one object per OpenID, in the same order
 */
export async function profilesOrProblems(
	item: ItemContext,
	openids: readonly string[],
	lang: string,
	hints: Readonly<Record<number, string>>,
): Promise<IDataObject[]> {
	return await readInParts(
		openids,
		PER_CALL,
		async (part) =>
			await bestEffort<IDataObject[]>(
				item,
				async () => await readPart(item.connection, part, lang),
				(profile) => part.map((openid) => ({ openid, profile })),
				hints,
			),
	);
}

async function readPart(
	connection: Connection,
	openids: readonly string[],
	lang: string,
): Promise<IDataObject[]> {
	const answer = await connection.call(
		{
			method: 'POST',
			path: '/cgi-bin/user/info/batchget',
			body: { user_list: openids.map((openid) => ({ openid, lang })) },
		},
		{ effect: 'read' },
	);
	return listOf(answer, 'user_info_list') as IDataObject[];
}
