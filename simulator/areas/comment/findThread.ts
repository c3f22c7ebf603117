import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import type { PublishedArticle } from '../article/articleData';
import { articleAt } from '../article/findPlace';
import { commentData, type Comment, type Thread } from './commentData';
import { commentSettings } from './commentSettings';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Finds the comments of an article that the account has published or sent.
 *
 * @param json `msg_data_id` as number or digits, `index` from 0
 * @throws ApiError 88000 without the permission for comments, 88001 no such article
 */
export function findThread(account: Account, { msg_data_id, index = 0 }: Fields): Thread {
	if (!commentSettings(account).permitted) throw new ApiError(88000);
	const id = readId(msg_data_id);
	const article = articleAt(account, { msgDataId: id, index: readId(index) });
	if (!article) throw new ApiError(88001);
	return threadOf(account, article, `${id}_${readId(index)}`);
}

/** The comments of an article; open from the beginning if the article's settings say so. */
export function threadOf(account: Account, article: PublishedArticle, key: string): Thread {
	const { threads } = commentData(account);
	let thread = threads.get(key);
	if (!thread) {
		thread = { open: article.need_open_comment === 1, comments: [], nextId: 1 };
		threads.set(key, thread);
	}
	return thread;
}

/** @throws ApiError 88008 no such comment */
export function findComment(thread: Thread, userCommentId: unknown): Comment {
	const found = thread.comments.find(({ user_comment_id: id }) => id === readId(userCommentId));
	if (!found) throw new ApiError(88008);
	return found;
}

function readId(value: unknown): number {
	if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
	return typeof value === 'number' && Number.isSafeInteger(value) ? value : -1;
}
