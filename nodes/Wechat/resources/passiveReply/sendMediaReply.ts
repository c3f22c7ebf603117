import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import type { PassiveReply } from '../../../../core/protocol/replyXml';
import type { ItemContext } from '../../../shared/itemContexts';
import type { MediaSource } from '../../operation';
import { sendWithMedia } from '../../fields/placeMedia';
import { findPush } from './heldPush';
import { sendReply } from './sendReply';

/**
 * Answers the push that started the execution with a message about a file, which is uploaded first if the fields ask for it.
 *
 * @param item context of the current item
 * @param params values of the operation's fields, including `whenLate` and `options`
 * @param sources fields that specify the files
 * @param read reads the content from values that contain the id of the file
 * @returns as {@link sendReply}
 * @throws InvalidInputError before anything is uploaded, and what the calls throw
 */
export async function sendMediaReply<P extends { whenLate: string; options: IDataObject }>(
	item: ItemContext,
	params: P,
	sources: readonly MediaSource[],
	read: (ready: P) => PassiveReply,
): Promise<INodeExecutionData[]> {
	return await sendWithMedia(item, params as IDataObject, {
		sources,
		check: (trial) =>
			readAll({
				reply: () => read(trial as P),
				push: () => findPush(item.n8n, item.itemIndex, params.options.push),
			}),
		send: async (ready) => await sendReply(item, () => read(ready as P), params),
	});
}
