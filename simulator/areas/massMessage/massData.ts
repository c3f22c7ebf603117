import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { accountSlot } from '../../state/accountSlot';
import type { World } from '../../World';
import type { Article } from '../draft/draftData';

const FIRST_ID = 1_000_000_000;

/** A message that can be sent to many people. */
export interface MassContent {
	msgtype: string;
	/** The object of the message as the phone shows it; articles are added when it is sent. */
	content: JsonObject;
	/** Articles of an article message; null for others. */
	articles: Article[] | null;
	/** Their draft, which is deleted when they are sent; null when they have another source. */
	draftId: string | null;
}

/** One accepted mass message. */
export interface MassJob extends MassContent {
	msgId: number;
	/** The articles' id for comments and analytics; null for other messages. */
	msgDataId: number | null;
	atMs: number;
	dueMs: number;
	/** `Status` of MASSSENDJOBFINISH when it ends. */
	status: string;
	/** People in the group or list. */
	totalCount: number;
	/** Recipients left after filtering. */
	recipients: string[];
	sentCount: number;
	ended: boolean;
	deleted: boolean;
}

/** The number of mass messages received or sent in a Beijing month (or on a day). */
export interface Tally {
	period: number;
	count: number;
}

/** Data of the mass message area about an account. */
export interface MassData {
	jobs: Map<number, MassJob>;
	/** By clientmsgid. */
	clientIds: Map<string, { msgId: number; atMs: number }>;
	/** What each person has received this month. */
	received: Map<string, Tally>;
	/** Sends to all this month, or sends today. */
	spent: Tally;
	speed: number;
	/** Media ids from media/uploadvideo. */
	videos: Map<string, { title: string; description: string }>;
	/** Media ids from media/uploadnews. */
	news: Map<string, Article[]>;
	/** People by their WeChat ID, for previews. */
	wechatIds: Map<string, string>;
	/** The agreement for mass messages was accepted in the console. */
	agreed: boolean;
	/** How the next jobs end. */
	next: { status: string; delayMs: number };
}

/** Mass messages of an account. */
export const massData: (account: Account) => MassData = accountSlot<MassData>('massMessage', () => ({
	jobs: new Map(),
	clientIds: new Map(),
	received: new Map(),
	spent: { period: 0, count: 0 },
	speed: 0,
	videos: new Map(),
	news: new Map(),
	wechatIds: new Map(),
	agreed: true,
	next: { status: 'send success', delayMs: 0 },
}));

/** An id for the next mass message or preview. */
export function nextMsgId(world: World): number {
	return FIRST_ID + world.ids.serial();
}
