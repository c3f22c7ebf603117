import type { IDataObject } from 'n8n-workflow';
import { defineOperation, type Operation, type UnregisteredOperation } from '../../operation';
import { articleIndex, COMMENT_HINTS, msgDataId, readComment, userCommentId } from './commentTarget';

/** What distinguishes the operations that change one comment. */
interface CommentChange {
	option: Operation['option'];
	/** URL of the official page. */
	docs: string;
	/** Path of the API. */
	path: string;
	/** Properties that the output adds to name the new state, e.g. `deleted`. */
	json: IDataObject;
	/** Advice for codes beyond those of all operations on comments. */
	hints?: Readonly<Record<number, string>>;
}

/**
 * Defines an operation that changes one comment and needs nothing but the comment itself.
 *
 * @param change texts and API of the operation
 */
export function defineCommentChange({
	option,
	docs,
	path,
	json,
	hints,
}: CommentChange): UnregisteredOperation {
	return defineOperation({
		option,
		docs,
		effect: 'write',
		account: 'certified',
		fields: [msgDataId, articleIndex, userCommentId],
		request: (params) => ({ method: 'POST', path, body: readComment(params) }),
		output: { kind: 'acknowledgement', json },
		echo: ['msg_data_id', 'index', 'user_comment_id'],
		hints: { ...COMMENT_HINTS, ...hints },
		sample: {
			params: { msgDataId: '2247483655', articleIndex: 0, userCommentId: '1' },
			request: {
				method: 'POST',
				path,
				body: { msg_data_id: 2247483655, index: 0, user_comment_id: 1 },
			},
			response: { errcode: 0, errmsg: 'ok' },
		},
	});
}
