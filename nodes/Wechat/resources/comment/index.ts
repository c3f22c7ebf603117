import { defineResource } from '../../operation';
import { closeComments } from './close';
import { deleteComment } from './delete';
import { deleteCommentReply } from './deleteReply';
import { getManyComments } from './getMany';
import { markCommentElected } from './markElected';
import { openComments } from './open';
import { replyToComment } from './reply';
import { unmarkCommentElected } from './unmarkElected';

/** Comments of readers on articles 留言. */
export const comment = defineResource({
	value: 'comment',
	name: 'Comment',
	chinese: '留言',
	operations: [
		closeComments,
		deleteComment,
		deleteCommentReply,
		getManyComments,
		markCommentElected,
		openComments,
		replyToComment,
		unmarkCommentElected,
	],
});
