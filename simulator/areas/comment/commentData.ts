import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';

/** A reader's comment on an article. */
export interface Comment {
	user_comment_id: number;
	openid: string;
	/** Unix seconds. */
	create_time: number;
	content: string;
	/** 1: featured (精选), visible to everybody. */
	comment_type: 0 | 1;
	reply: { content: string; create_time: number } | null;
	/** Whether the reader withdrew it. */
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
