import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ACKNOWLEDGED } from '../../../../core/api/classify';
import { readAll } from '../../../../core/errors/readAll';
import { changeInParts } from '../../../shared/batches';
import type { ItemContext } from '../../../shared/itemContexts';
import { readOpenids } from '../../fields/people';
import { readTagId } from '../../fields/tags';

const PER_CALL = 50;

/**
 * Gives a tag to followers or takes it away from them, 50 per call.
 *
 * @param params `tagId` and `openids`, as in the fields of these names
 * @param item context of the current item
 * @param path of the API
 * @param done what has happened to the followers, which names their number in the output, e.g. `tagged`
 * @throws InvalidInputError naming all that is wrong; what `changeInParts` throws
 */
export async function changeTag(
	params: IDataObject,
	{ connection }: ItemContext,
	path: string,
	done: string,
): Promise<INodeExecutionData[]> {
	const { tagid, openids } = readAll({
		tagid: () => readTagId(params.tagId),
		openids: () => readOpenids(params.openids),
	});
	const changed = await changeInParts(openids, PER_CALL, done, (part) =>
		connection.call(
			{ method: 'POST', path, body: { openid_list: part, tagid } },
			{ effect: 'write', promised: ACKNOWLEDGED },
		),
	);
	return [{ json: { tagid, [done]: changed, success: true } }];
}

/** Advice on the codes that both operations may meet. */
export const CHANGE_TAG_HINTS: Readonly<Record<number, string>> = {
	40003:
		'One of the OpenIDs is not a follower of this account; nobody of the same call was tagged. Leave it out, and run the node again.',
	45159: 'This tag does not exist (any more). Choose it from the list again.',
	45171: 'WeChat could not change the followers named above; run the node again for them alone.',
	49003: 'One of the OpenIDs belongs to another account. Leave it out, and run the node again.',
};
