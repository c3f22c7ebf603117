import { readAll } from '../../../../core/errors/readAll';
import { type NumericId, readNumericId } from '../../../shared/numericId';
import { asciiText, wholeNumber } from '../../../shared/typedValues';
import { locatorModes } from '../../fields/locatorModes';
import type { Field } from '../../operation';

/** Maximum position of an article in a message; WeChat documents eight as the historic limit. */
const MAX_INDEX = 7;
/** `<msg_data_id>_<position>` of the analytics, whose positions begin at 1. */
const ANALYTICS_ID = /^(\d+)_([1-8])$/;

/** The message or publication with the comments. */
export const msgDataId: Field<'msgDataId', 'string'> = {
	displayName: 'Message Data ID',
	name: 'msgDataId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2247483655',
	description:
		'The msg_data_id that the mass message or the publishing of the article gave; not its msg_id, publish_id or article_id. The msgid of the analytics, e.g. 2247483655_1, also identifies the article and can be used here.',
};

/** The article within it. */
export const articleIndex: Field<'articleIndex', 'number'> = {
	displayName: 'Article Index',
	name: 'articleIndex',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MAX_INDEX },
	default: 0,
	description:
		'Position of the article if several were sent together: 0 is the first. Not used if Message Data ID names the article itself.',
};

/** One comment. */
export const userCommentId: Field<'userCommentId', 'resourceLocator'> = {
	displayName: 'Comment ID',
	name: 'userCommentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: locatorModes('comment', 'searchComments', '7'),
	description: 'The user_comment_id from Comment → Get Many; each article numbers its own comments',
};

/** The article whose comments an operation is about. */
export type CommentedArticle = { msg_data_id: NumericId; index: number };

/**
 * Reads the article.
 *
 * @throws InvalidInputError when the id is empty or not a number, or the index is invalid
 */
export function readArticle(params: { msgDataId: string; articleIndex: number }): CommentedArticle {
	const [, id = params.msgDataId, position] = ANALYTICS_ID.exec(asciiText(params.msgDataId)) ?? [];
	return readAll({
		msg_data_id: () =>
			readNumericId('Message Data ID', id, 'the mass message or the publishing of the article'),
		index: () =>
			position === undefined
				? wholeNumber('Article Index', params.articleIndex, 0, MAX_INDEX)
				: Number(position) - 1,
	});
}

/**
 * Reads the comment.
 *
 * @throws InvalidInputError naming all problems
 */
export function readComment(params: {
	msgDataId: string;
	articleIndex: number;
	userCommentId: string;
}): CommentedArticle & { user_comment_id: NumericId } {
	const { article, ...comment } = readAll({
		article: () => readArticle(params),
		user_comment_id: () => readNumericId('Comment ID', params.userCommentId, 'Comment → Get Many'),
	});
	return { ...article, ...comment };
}

/** Advice on codes of all operations on comments. */
export const COMMENT_HINTS: Readonly<Record<number, string>> = {
	88000:
		'The account has no comments (留言): newer accounts often lack them, and they need certification. If the console has mp.weixin.qq.com → 互动管理 → 留言, switch them on there.',
	88001:
		'No article has this Message Data ID and Article Index. Take msg_data_id from the output of the mass message, or of the publishing; the first article has the index 0.',
	88004: 'The reader has deleted the comment. Leave it out.',
	88008: 'The article has no such comment (anymore). Give one that Comment → Get Many lists.',
};
