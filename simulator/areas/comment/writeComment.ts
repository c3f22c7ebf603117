import { ControlError } from '../../ControlError';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';
import { articleAt, findPlace, type Place } from '../article/findPlace';
import type { Thread } from './commentData';
import { commentSettings } from './commentSettings';
import { findComment, threadOf } from './findThread';

/**
 * A reader comments on an article.
 *
 * @returns the comment's id
 * @throws ControlError no such article, comments are closed, or for followers only
 */
export function writeComment(
	{ clock }: World,
	account: Account,
	reader: Follower,
	place: Place,
	content: string,
): number {
	const article = findPlace(account, place);
	const thread = openThread(account, place);
	if (article.only_fans_can_comment === 1 && !reader.subscribed)
		throw new ControlError('openid: only followers may write under this article');
	const id = thread.nextId;
	thread.nextId += 1;
	thread.comments.push({
		user_comment_id: id,
		openid: reader.openid,
		create_time: clock.nowSeconds(),
		content,
		comment_type: 0,
		reply: null,
		withdrawn: false,
	});
	return id;
}

/** A reader withdraws a comment. @throws ControlError no such article or comment */
export function withdrawComment(account: Account, place: Place, commentId: number): void {
	const article = articleAt(account, place);
	const thread = article && threadOf(account, article, `${place.msgDataId}_${place.index}`);
	const known = thread?.comments.some(({ user_comment_id }) => user_comment_id === commentId);
	if (!thread || !known) throw new ControlError(`commentId: there is no comment ${commentId} there`);
	findComment(thread, commentId).withdrawn = true;
}

function openThread(account: Account, place: Place): Thread {
	const thread = threadOf(account, findPlace(account, place), `${place.msgDataId}_${place.index}`);
	if (!thread.open || !commentSettings(account).permitted)
		throw new ControlError('msgDataId: comments are closed under this article');
	return thread;
}
