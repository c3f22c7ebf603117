import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { OK } from '../answerOk';
import type { Comment, Thread } from './commentData';
import { findComment, findThread } from './findThread';

const MAX_PAGE = 49;
const MAX_ELECTED = 100;
const MAX_REPLY_CHARACTERS = 140;

type Fields = Readonly<Record<string, unknown>>;

/** Opens or closes the comments of an article. @throws ApiError 88000, 88001 */
export function switchComments(account: Account, json: Fields, open: boolean): void {
	findThread(account, json).open = open;
}

/**
 * `comment/list`, newest first.
 *
 * @throws ApiError 88000, 88001, 88010 count, 40097 begin or type
 */
export function listComments(account: Account, json: Fields): JsonObject {
	const thread = findThread(account, json);
	const { begin, count, type } = json;
	if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MAX_PAGE)
		throw new ApiError(88010);
	if (typeof begin !== 'number' || !Number.isInteger(begin) || begin < 0) throw new ApiError(40097);
	if (type !== 0 && type !== 1 && type !== 2) throw new ApiError(40097);
	const fits = ({ comment_type, withdrawn }: Comment) =>
		!withdrawn && (type === 0 || comment_type === (type === 2 ? 1 : 0));
	const all = thread.comments.filter(fits).reverse();
	return { ...OK, total: all.length, comment: all.slice(begin, begin + count).map(showComment) };
}

/** @throws ApiError 88000, 88001, 88008, 88004 withdrawn by its author, 88003 100 comments are featured */
export function electComment(account: Account, json: Fields): void {
	const thread = findThread(account, json);
	const comment = findStanding(thread, json);
	const elected = thread.comments.filter(({ comment_type }) => comment_type === 1);
	if (comment.comment_type === 0 && elected.length >= MAX_ELECTED) throw new ApiError(88003);
	comment.comment_type = 1;
}

/** @throws ApiError 88000, 88001, 88008 */
export function unelectComment(account: Account, json: Fields): void {
	findComment(findThread(account, json), json.user_comment_id).comment_type = 0;
}

/** @throws ApiError 88000, 88001, 88008 */
export function deleteComment(account: Account, json: Fields): void {
	const thread = findThread(account, json);
	const comment = findComment(thread, json.user_comment_id);
	thread.comments = thread.comments.filter((other) => other !== comment);
}

/** @throws ApiError 88000, 88001, 88008, 88004, 88005 replied already, 88007 empty or too long */
export function addReply({ clock }: World, account: Account, json: Fields): void {
	const comment = findStanding(findThread(account, json), json);
	const { content } = json;
	if (comment.reply) throw new ApiError(88005);
	if (typeof content !== 'string' || content.trim() === '' || [...content].length > MAX_REPLY_CHARACTERS)
		throw new ApiError(88007);
	comment.reply = { content, create_time: clock.nowSeconds() };
}

/** @throws ApiError 88000, 88001, 88008, 87009 there is no reply */
export function deleteReply(account: Account, json: Fields): void {
	const comment = findComment(findThread(account, json), json.user_comment_id);
	if (!comment.reply) throw new ApiError(87009);
	comment.reply = null;
}

function findStanding(thread: Thread, json: Fields): Comment {
	const comment = findComment(thread, json.user_comment_id);
	if (comment.withdrawn) throw new ApiError(88004);
	return comment;
}

function showComment({ withdrawn: _withdrawn, reply, ...comment }: Comment): JsonObject {
	return { ...comment, ...(reply ? { reply: { ...reply } } : {}) };
}
