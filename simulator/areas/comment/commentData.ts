import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** What a reader wrote under an article. */
export interface Comment {
	user_comment_id: number;
	openid: string;
	/** Unix seconds. */
	create_time: number;
	content: string;
	/** 1: elected (精选), everybody sees it. */
	comment_type: 0 | 1;
	reply: { content: string; create_time: number } | null;
	/** The reader took it back. */
	withdrawn: boolean;
}

/** The comments of one article. */
export interface Thread {
	open: boolean;
	comments: Comment[];
	nextId: number;
}

/** Threads by `<msg_data_id>_<index>`. */
export const commentData: (account: Account) => { threads: Map<string, Thread> } = accountSlot(
	'comment',
	() => ({ threads: new Map<string, Thread>() }),
);
