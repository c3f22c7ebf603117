import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { changeInParts } from '../../../shared/batches';
import type { ItemContext } from '../../../shared/itemContexts';
import { readOpenids, FOREIGN_OPENIDS } from '../../fields/people';
import { readTagId } from '../../fields/tags';

const PER_CALL = 50;

/**
 * Adds a tag to followers or removes it from them, 50 per call.
 *
 * @param params `tagId` and `openids`: values of the fields with these names
 * @param item context of the current item
 * @param path of the API
 * @param done what was done to the followers, which is also the output's property for their number, e.g. `tagged`
 * @throws InvalidInputError naming all problems; what `changeInParts` throws
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
		connection.call({ method: 'POST', path, body: { openid_list: part, tagid } }, { effect: 'write' }),
	);
	return [{ json: { tagid, [done]: changed, success: true } }];
}

/** Advice on codes of both operations. */
export const CHANGE_TAG_HINTS: Readonly<Record<number, string>> = {
	40003: FOREIGN_OPENIDS,
	45159:
		'This tag does not exist (anymore): choose it from the list again. If Tag → Get Many still lists it, developers report that another call was changing the tags of the same followers at that moment: run the node again, and do not change the tags of the same followers in parallel.',
	45171: 'WeChat could not change the followers named above; run the node again for them alone.',
	49003: FOREIGN_OPENIDS,
};
